#include "weft/explorer/output/text_report.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include "weft/explorer/output/blame.h"
#include "weft/explorer/output/columns.h"
#include "weft/explorer/output/cures.h"
#include "weft/explorer/output/display.h"
#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/glossary.h"
#include "weft/explorer/output/palette.h"
#include "weft/explorer/output/phrases.h"
#include "weft/explorer/output/source_line.h"
#include "weft/explorer/output/story.h"
#include "weft/explorer/output/wait_circle.h"
#include "weft/explorer/output/wait_graph.h"

namespace weft::output {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t kMostLines = 40;
constexpr std::size_t kMostHead = 4;
constexpr std::size_t kMostCause = 10;
constexpr std::size_t kFewestRows = 6;
constexpr std::size_t kMostWaiting = 6;

void append(Lines& to, const Lines& lines) {
  to.insert(to.end(), lines.begin(), lines.end());
}

/// Whether `name` stands in `text` as a word of its own.
bool names(std::string_view text, std::string_view name) {
  const auto part_of_a_name = [](char c) {
    return c == '#' || c == '_' || std::isalnum(static_cast<unsigned char>(c)) != 0;
  };
  for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !part_of_a_name(text[at - 1]);
    if (begins && (end == text.size() || !part_of_a_name(text[end]))) return true;
  }
  return false;
}

class TextReport {
 public:
  TextReport(const Counterexample& told, std::string_view scenario, const TextOptions& options)
      : told_(told),
        scenario_(printable(scenario, options.style.utf8)),
        options_(options),
        style_(options.style),
        palette_(style_) {}

  std::string text() {
    const Lines before = above();
    const Lines after = below();
    const std::size_t others = before.size() + after.size() + 2;  // the heading
    const std::size_t room = others + kFewestRows < kMostLines ? kMostLines - others : kFewestRows;
    const Transcript& transcript = told_.transcript;
    const std::vector<Row> rows = folded(rows_of(told_, style_), room, transcript, style_);
    Lines all = before;
    if (rows.empty()) all.pop_back();
    if (!rows.empty()) append(all, table(rows, transcript, style_));
    append(all, after);
    std::string text;
    for (const std::string& line : all) text += line + '\n';
    return text;
  }

 private:
  [[nodiscard]] Lines above() const {
    Lines lines = head();
    lines.push_back(palette_.paint(Ink::faint, circumstances()));
    const std::string tried = switches();
    if (!tried.empty()) lines.push_back(palette_.paint(Ink::faint, tried));
    lines.emplace_back();
    const Lines cause = why();
    append(lines, cause);
    if (!cause.empty()) lines.emplace_back();
    return lines;
  }

  /// The sentences of the cause, as many as there is room for. If a pair of steps decides, the last
  /// sentence is about it, and kept.
  [[nodiscard]] Lines why() const {
    std::vector<Lines> sentences;
    std::size_t size = 0;
    for (const std::string& sentence : told_.cause) {
      sentences.push_back(indented(printable(sentence, style_.utf8)));
      size += sentences.back().size();
    }
    const std::size_t kept = told_.decisive.empty() ? 0 : 1;  // at the end
    bool gap = false;
    while (size > kMostCause && sentences.size() > kept + 1 && !style_.full) {
      const auto dropped = sentences.end() - static_cast<std::ptrdiff_t>(kept) - 1;
      size -= dropped->size() - (gap ? 0 : 1);
      sentences.erase(dropped);
      gap = true;
    }
    Lines lines;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (gap && i + kept == sentences.size()) lines.push_back(left_out());
      append(lines, sentences[i]);
    }
    if (gap && kept == 0) lines.push_back(left_out());
    return lines;
  }

  [[nodiscard]] std::string left_out() const {
    return "  " + std::string(palette_.glyphs().ellipsis);
  }

  /// The cause tells what each goroutine waits for already.
  [[nodiscard]] bool cause_names_all_who_wait() const {
    for (std::size_t g = 0; g < told_.transcript.goroutines.size(); ++g) {
      if (fate_of(told_, g) != Fate::waits_for_ever) continue;
      const bool holds = !told_.transcript.goroutines[g].holds.empty();
      const bool named = std::ranges::any_of(told_.cause, [&](const std::string& sentence) {
        const auto wait = sentence.find(" wait");
        return names(sentence.substr(0, wait), told_.transcript.goroutines[g].name);
      });
      if (holds || !named) return false;
    }
    return true;
  }

  /// "DEADLOCK: nothing can move any more: …"
  [[nodiscard]] Lines head() const {
    const std::string kind = headline(printable(told_.finding.kind, style_.utf8));
    const std::string message = printable(told_.finding.message, style_.utf8);
    const Lines& about = told_.finding.goroutines;
    const bool said = about.size() != 1 || told_.finding.kind == kind::kDataRace ||
                      names(told_.finding.message, about[0]);
    const std::string who = said ? "" : " in " + printable(about[0], style_.utf8);
    Lines lines = wrapped(kind + who + ": " + message, style_.width);
    for (std::string& line : lines) line = cut(line, style_.width, palette_.glyphs().ellipsis);
    if (lines[0].starts_with(kind)) {
      lines[0] = palette_.paint(Ink::bad, kind) + lines[0].substr(kind.size());
    }
    if (lines.size() > kMostHead && !style_.full) {
      lines.resize(kMostHead);
      lines.back() =
          cut(lines.back(), style_.width - 3, "") + ' ' + std::string(palette_.glyphs().ellipsis);
    }
    return lines;
  }

  [[nodiscard]] std::string circumstances() const {
    std::string text = told_.minimal ? "  minimal: " : "  smallest found: ";
    text += counted(static_cast<std::uint64_t>(told_.transcript.preemptions), "preemption") + ", " +
            std::to_string(told_.transcript.switches) +
            (told_.transcript.switches == 1 ? " switch; " : " switches; ") + scenario_;
    if (told_.found_in_execution > 0) {
      text += ", execution " + std::to_string(told_.found_in_execution);
    }
    return cut(text, style_.width, palette_.glyphs().ellipsis);
  }

  /// "  switches: needed before step 6; free before step 5 (tried)".
  [[nodiscard]] std::string switches() const {
    const std::string needed = before_steps(Transcript::Need::needed);
    const std::string free = before_steps(Transcript::Need::free);
    if (needed.empty() && free.empty()) return {};
    std::string text = "  switches: ";
    if (!needed.empty()) text += "needed before " + needed;
    if (!free.empty()) text += (needed.empty() ? "free before " : "; free before ") + free;
    return cut(text + " (tried)", style_.width, palette_.glyphs().ellipsis);
  }

  /// "step 5", "steps 5 and 6".
  [[nodiscard]] std::string before_steps(Transcript::Need need) const {
    constexpr std::size_t kMost = 6;
    Lines numbers;
    for (std::size_t i = 0; i < told_.transcript.steps.size(); ++i) {
      if (told_.transcript.steps[i].need == need) numbers.push_back(std::to_string(i + 1));
    }
    if (numbers.empty()) return {};
    return (numbers.size() == 1 ? "step " : "steps ") + listed(numbers, kMost);
  }

  [[nodiscard]] Lines indented(const std::string& text) const {
    Lines lines = wrapped(text, style_.width - 2);
    for (std::string& line : lines) line.insert(0, "  ");
    return lines;
  }

  [[nodiscard]] Lines below() const {
    Lines lines;
    for (const Lines& section : {waiting(), source(), actions()}) {
      if (section.empty()) continue;
      lines.emplace_back();
      append(lines, section);
    }
    return lines;
  }

  [[nodiscard]] Lines waiting() const {
    const std::size_t most = style_.full ? told_.transcript.goroutines.size() + 1 : kMostWaiting;
    Lines lines;
    const bool told_above = cause_names_all_who_wait() && told_.cause.size() <= kMostWaiting;
    if (!told_above || style_.full) lines = waiting_lines(told_, most, style_);
    for (std::string& line : lines) line.insert(0, "  ");
    if (!lines.empty()) lines.insert(lines.begin(), palette_.paint(Ink::strong, "still waiting"));
    const std::string circle = circle_of(told_, style_);
    if (!circle.empty()) append(lines, labelled("circle", circle));
    return lines;
  }

  /// The line of the user's that is to blame, as far as one line can be.
  [[nodiscard]] Lines source() const {
    const std::optional<Blame> blame = blame_of(told_);
    if (!blame) return {};
    const std::string remark = blame->step     ? "step " + std::to_string(*blame->step + 1)
                               : blame->breaks ? "here it goes wrong"
                                               : "waits here for ever";
    return source_lines(blame->at, blame->operation, remark, style_);
  }

  [[nodiscard]] Lines actions() const {
    Lines lines;
    if (find_entry(told_.finding.kind) != nullptr) {
      append(lines, labelled("usual cure", std::string(cure_of(told_))));
      lines.push_back("  explain     " + options_.program + " explain " + told_.finding.kind);
    }
    if (!told_.token.empty()) {
      lines.push_back("  replay      " + replay_command() + told_.token);
    }
    if (!options_.saved.empty()) {
      lines.push_back("  picture     " + options_.program + " show --html " + options_.saved);
    }
    return lines;
  }

  [[nodiscard]] std::string replay_command() const {
    return options_.replay.empty() ? options_.program + " replay " : options_.replay;
  }

  [[nodiscard]] Lines labelled(const std::string& label, const std::string& text) const {
    constexpr std::size_t kIndent = 14;
    Lines lines = wrapped(text, style_.width - kIndent);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      lines[i].insert(0, padded(i == 0 ? "  " + label : "", kIndent));
      lines[i] = cut(lines[i], style_.width, palette_.glyphs().ellipsis);
    }
    return lines;
  }

  const Counterexample& told_;
  std::string scenario_;
  const TextOptions& options_;
  const Style& style_;
  Palette palette_;
};

}  // namespace

std::string text_of(const Counterexample& told, std::string_view scenario,
                    const TextOptions& options) {
  return TextReport(told, scenario, options).text();
}

}  // namespace weft::output
