#include "weft/explorer/output/loops.h"

#include <algorithm>

namespace weft::output {
namespace {

constexpr std::size_t kLongest = 16;  // steps of one round
constexpr std::size_t kFewest = 3;    // rounds; two may be what the program means
constexpr std::size_t kFewestAlike = 8;

bool same(const Transcript::Step& a, const Transcript::Step& b, bool alike) {
  return a.kind == b.kind && a.goroutine == b.goroutine && a.peer == b.peer &&
         a.operation == b.operation && a.object == b.object && a.at == b.at &&
         (alike || a.result == b.result);
}

/// How often the `length` steps from `first` on happen in a row.
std::size_t rounds(const std::vector<Transcript::Step>& steps, std::size_t first,
                   std::size_t length, bool alike) {
  std::size_t next = first + length;
  while (next < steps.size() && same(steps[next], steps[next - length], alike)) ++next;
  return (next - first) / length;
}

/// The loop that covers most of what begins at `first`; of equal ones the tightest.
Loop best_loop(const std::vector<Transcript::Step>& steps, std::size_t first) {
  Loop best{.first = first, .length = 1, .times = 1, .alike = false};
  for (const bool alike : {false, true}) {
    for (std::size_t length = 1; length <= kLongest; ++length) {
      const std::size_t times = rounds(steps, first, length, alike);
      const bool enough = times >= (alike ? kFewestAlike : kFewest);
      if (enough && times * length > best.times * best.length) {
        best = {.first = first, .length = length, .times = times, .alike = alike};
      }
    }
  }
  return best;
}

}  // namespace

std::vector<Loop> loops_of(const std::vector<Transcript::Step>& steps) {
  std::vector<Loop> loops;
  for (std::size_t at = 0; at < steps.size();) {
    const Loop loop = best_loop(steps, at);
    if (loop.times >= kFewest) loops.push_back(loop);
    at += loop.times * loop.length;
  }
  return loops;
}

}  // namespace weft::output
