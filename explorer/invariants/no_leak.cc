#include "weft/explorer/invariants/no_leak.h"

#include <algorithm>

#include "weft/explorer/invariants/hopes.h"
#include "weft/explorer/invariants/lock_graph.h"
#include "weft/explorer/invariants/spinning.h"
#include "weft/explorer/invariants/words.h"

namespace weft::invariants {

using kernel::Execution;
using kernel::GoroutineRecord;

namespace {

bool leaked(const GoroutineRecord& g) {
  return !g.finished && !g.background;
}

}  // namespace

void NoLeak::check(const Execution& finished, std::vector<Violation>& broken) {
  const auto goroutines = finished.goroutines();
  if (finished.cut() || !goroutines[0].finished) return;  // not over, or a deadlock
  const auto first = std::ranges::find_if(goroutines, leaked);
  if (first == goroutines.end()) return;
  if (finished.locks_held() > 0 && !circle_of_locks(finished).empty()) return;  // likewise
  broken.push_back({.kind = kind::kLeak,
                    .events = static_cast<std::uint32_t>(finished.size()),
                    .goroutine = static_cast<kernel::GoroutineId>(first - goroutines.begin())});
}

Finding NoLeak::tell(const Violation& violation, const Execution& told,
                     const Transcript& transcript) const {
  Finding finding{.kind = violation.kind, .message = {}, .goroutines = {}, .objects = {}};
  std::vector<std::string> leaks;
  for (std::size_t i = 0; i < transcript.goroutines.size(); ++i) {
    if (!leaked(told.goroutines()[i])) continue;
    const Transcript::Goroutine& g = transcript.goroutines[i];
    finding.goroutines.push_back(g.name);
    if (!g.waits.object.empty()) finding.objects.push_back(g.waits.object);
    const bool spins_there = spins(told, told.goroutines()[i]);
    leaks.push_back(g.name + (spins_there ? " goes round for ever at " : " waits for ever at ") +
                    to_string(g.waits));
  }
  finding.message = listed(leaks);
  return finding;
}

std::vector<std::string> NoLeak::cause(const Violation& /*violation*/, const Execution& told,
                                       const Transcript& transcript) const {
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < transcript.goroutines.size(); ++i) {
    if (!leaked(told.goroutines()[i])) continue;
    const Transcript::Goroutine& g = transcript.goroutines[i];
    const std::string started = "; it was started at " + to_string(g.spawned) + '.';
    if (spins(told, told.goroutines()[i])) {
      sentences.push_back(g.name + " comes back to " + to_string(g.waits) +
                          " again and again, and nothing it looks at can end that" + started);
      continue;
    }
    sentences.push_back(wait_of(transcript, i) + started);
    sentences.push_back(last_hope_of(transcript, i) + '.');
  }
  return sentences;
}

}  // namespace weft::invariants
