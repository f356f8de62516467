#include "weft/explorer/explore/token.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace weft {
namespace {

using kernel::GoroutineId;

constexpr std::string_view kVersion = "w1.";
constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kMarks =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";
constexpr std::size_t kGuard = 2;
constexpr std::uint32_t kMostMarks = 16;

[[noreturn]] void malformed(std::string_view text, const std::string& why) {
  throw std::invalid_argument("\"" + std::string(text) + "\" is not a replay token: " + why);
}

std::uint32_t hash_of(std::string_view text, std::uint32_t hash = 2166136261U) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

char mark(std::uint32_t hash) {
  return kMarks[(hash ^ hash >> 12 ^ hash >> 20) % kMarks.size()];
}

std::string guard(std::string_view text) {
  const std::uint32_t hash = hash_of(text);
  return {mark(hash), mark(hash_of("guard", hash))};
}

std::string number(std::uint32_t n) {
  std::string text;
  do {
    text.insert(text.begin(), kDigits[n % kDigits.size()]);
    n /= static_cast<std::uint32_t>(kDigits.size());
  } while (n > 0);
  return text;
}

bool plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("_-/.:#=,+@").find(c) != std::string_view::npos;
}

constexpr std::string_view kHex = "0123456789abcdef";

std::string escaped(std::string_view name) {
  std::string text;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (plain(c)) {
      text += c;
    } else {
      text += {'%', kHex[byte / 16], kHex[byte % 16]};
    }
  }
  return text;
}

std::string unescaped(std::string_view text, std::string_view token) {
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      name += text[i];
      continue;
    }
    const auto high = i + 2 < text.size() ? kHex.find(text[i + 1]) : std::string_view::npos;
    const auto low = i + 2 < text.size() ? kHex.find(text[i + 2]) : std::string_view::npos;
    if (high == std::string_view::npos || low == std::string_view::npos) {
      malformed(token, "its scenario's name is damaged");
    }
    name += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return name;
}

std::string way(std::uint16_t way) {
  return way == kernel::kOtherwise ? "D" : number(way);
}

std::string to_string(const Deviation& deviation) {
  const kernel::Transition& t = deviation.transition;
  std::string text = number(deviation.event) + 'G' + number(index(t.goroutine));
  if (deviation.first) return text;
  text += 'W' + way(t.way);
  if (t.peer == kernel::kNobody) return text;
  return text + 'P' + number(index(t.peer)) + 'Q' + way(t.peer_way);
}

/// Reads a field from left to right.
class Reader {
 public:
  Reader(std::string_view field, std::string_view token) : rest_(field), token_(token) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  bool skip(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!skip(c)) malformed(token_, std::string("'") + c + "' is missing in its schedule");
  }
  std::uint32_t number(std::uint32_t most) {
    std::uint64_t n = 0;
    std::size_t digits = 0;
    for (; digits < rest_.size(); ++digits) {
      const auto digit = kDigits.find(rest_[digits]);
      if (digit == std::string_view::npos) break;
      n = n * kDigits.size() + digit;
      if (n > most) malformed(token_, "a number in its schedule is too large");
    }
    if (digits == 0) malformed(token_, "a number is missing in its schedule");
    rest_.remove_prefix(digits);
    return static_cast<std::uint32_t>(n);
  }
  /// The rest: numbers with a K in between.
  void questions(kernel::Questions& affirmed) {
    while (!at_end()) {
      affirmed.push_back(number(0xFFFF));
      if (!at_end()) expect('K');
    }
  }
  GoroutineId goroutine() { return static_cast<GoroutineId>(number(0xFFFE)); }
  std::uint16_t way() {
    return skip('D') ? kernel::kOtherwise : static_cast<std::uint16_t>(number(0xFFFE));
  }

 private:
  std::string_view rest_;
  std::string_view token_;
};

void read_schedule(std::string_view field, std::string_view text, Token& token) {
  Reader reader(field, text);
  constexpr std::uint32_t kMost = 0xFFFFFFFE;
  for (;;) {
    const std::uint32_t n = reader.number(kMost);
    if (reader.at_end() || reader.skip('K')) {
      token.events = n;
      reader.questions(token.affirmed);
      return;
    }
    reader.expect('G');
    Deviation deviation{.event = n, .transition = {.goroutine = reader.goroutine()}, .first = true};
    if (reader.skip('W')) {
      deviation.first = false;
      deviation.transition.way = reader.way();
      if (reader.skip('P')) {
        deviation.transition.peer = reader.goroutine();
        reader.expect('Q');
        deviation.transition.peer_way = reader.way();
      }
    }
    reader.expect('-');
    if (!token.deviations.empty() && token.deviations.back().event >= n) {
      malformed(text, "its schedule goes backwards");
    }
    token.deviations.push_back(deviation);
  }
}

std::uint32_t mark_count(std::uint32_t events) {
  return std::min(events, kMostMarks);
}

/// How many events the n-th of `count` marks stands for.
std::uint32_t covered(std::uint32_t n, std::uint32_t count, std::uint32_t events) {
  return static_cast<std::uint32_t>((std::uint64_t{n} + 1) * events / count);
}

}  // namespace

std::string to_string(const Token& token) {
  std::string text = std::string(kVersion) + escaped(token.scenario) + '.';
  for (const Deviation& deviation : token.deviations) text += to_string(deviation) + '-';
  text += number(token.events);
  for (const std::uint32_t question : token.affirmed) text.append("K").append(number(question));
  text.append(".").append(token.marks);
  return text + guard(text);
}

Token parse_token(std::string_view text) {
  if (!text.starts_with(kVersion))
    malformed(text, "it does not begin with \"w1.\", nor is it a file");
  const auto marks = text.rfind('.');
  const auto schedule = marks < kVersion.size() ? 0 : text.rfind('.', marks - 1);
  if (schedule < kVersion.size()) malformed(text, "a part of it is missing");
  if (text.size() - marks - 1 < kGuard ||
      guard(text.substr(0, text.size() - kGuard)) != text.substr(text.size() - kGuard)) {
    malformed(text, "it is damaged or not complete");
  }
  Token token;
  token.scenario = unescaped(text.substr(kVersion.size(), schedule - kVersion.size()), text);
  read_schedule(text.substr(schedule + 1, marks - schedule - 1), text, token);
  token.marks = text.substr(marks + 1, text.size() - marks - 1 - kGuard);
  if (token.marks.size() != mark_count(token.events)) malformed(text, "it is not complete");
  return token;
}

std::string marks_of(const Transcript& transcript, std::uint32_t events) {
  std::string marks;
  std::uint32_t hash = hash_of("");
  std::uint32_t seen = 0;
  const std::uint32_t count = mark_count(events);
  for (const Transcript::Step& step : transcript.steps) {
    if (step.kind != Transcript::StepKind::operation || seen == events) continue;
    hash = hash_of(step.operation, hash * 31 + static_cast<std::uint32_t>(step.goroutine));
    hash = hash_of(std::string_view(step.object).substr(0, step.object.find('@')), hash);
    hash = hash * 31 + static_cast<std::uint32_t>(step.peer);
    ++seen;
    const auto n = static_cast<std::uint32_t>(marks.size());
    if (n < count && seen == covered(n, count, events)) marks += mark(hash);
  }
  return marks;
}

Parting parting(std::string_view a, std::string_view b, std::uint32_t events) {
  const auto n = static_cast<std::uint32_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  const std::uint32_t count = mark_count(events);
  return {.first = n == 0 ? 0 : covered(n - 1, count, events),
          .last = std::min(covered(n, count, events), events) - 1};
}

}  // namespace weft
