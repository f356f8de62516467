#include "weft/explorer/output/loops.h"

#include <string_view>

namespace weft::output {
namespace {

constexpr std::size_t kLongest = 16;  // steps of one round
constexpr std::size_t kFewest = 3;    // rounds; two may be what the program means
constexpr std::size_t kFewestAlike = 8;

/// Without what tells one of several of that name from the others: "timer@poll.cc:7#2".
std::string_view without_number(std::string_view name) {
  const std::size_t mark = name.find_last_not_of("0123456789");
  return mark == name.npos || name[mark] != '#' ? name : name.substr(0, mark);
}

class Rounds {
 public:
  explicit Rounds(const Transcript& transcript) : transcript_(transcript) {}

  /// The loop that covers most of what begins at `first`; of equal ones the tightest.
  [[nodiscard]] Loop best_loop(std::size_t first) const {
    Loop best{.first = first, .length = 1, .times = 1, .alike = false};
    for (const bool alike : {false, true}) {
      for (std::size_t length = 1; length <= kLongest; ++length) {
        const std::size_t times = rounds(first, length, alike);
        const bool enough = times >= (alike ? kFewestAlike : kFewest);
        if (enough && times * length > best.times * best.length) {
          best = {.first = first, .length = length, .times = times, .alike = alike};
        }
      }
    }
    return best;
  }

 private:
  /// Whether it is one goroutine, or a helper that each round has for itself.
  [[nodiscard]] bool same_part(long a, long b, bool alike) const {
    const auto internal = [this](long g) { return g >= 0 && transcript_.goroutines[g].internal; };
    return a == b || (alike && internal(a) && internal(b));
  }

  [[nodiscard]] bool same(const Transcript::Step& a, const Transcript::Step& b, bool alike) const {
    const bool on_one = alike ? without_number(a.object) == without_number(b.object)
                              : a.object == b.object && a.result == b.result;
    return a.kind == b.kind && a.operation == b.operation && on_one && a.at == b.at &&
           same_part(static_cast<long>(a.goroutine), static_cast<long>(b.goroutine), alike) &&
           same_part(a.peer, b.peer, alike);
  }

  /// How often the `length` steps from `first` on happen in a row.
  [[nodiscard]] std::size_t rounds(std::size_t first, std::size_t length, bool alike) const {
    const std::vector<Transcript::Step>& steps = transcript_.steps;
    std::size_t next = first + length;
    while (next < steps.size() && same(steps[next], steps[next - length], alike)) ++next;
    return (next - first) / length;
  }

  const Transcript& transcript_;
};

}  // namespace

std::vector<Loop> loops_of(const Transcript& transcript) {
  const Rounds rounds(transcript);
  std::vector<Loop> loops;
  for (std::size_t at = 0; at < transcript.steps.size();) {
    const Loop loop = rounds.best_loop(at);
    if (loop.times >= kFewest) loops.push_back(loop);
    at += loop.times * loop.length;
  }
  return loops;
}

}  // namespace weft::output
