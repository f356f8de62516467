#include "weft/explorer/invariants/no_held_lock.h"

#include <algorithm>

#include "weft/explorer/invariants/lock_graph.h"
#include "weft/explorer/invariants/words.h"

namespace weft::invariants {

using kernel::Execution;

void NoHeldLock::check(const Execution& finished, std::vector<Violation>& broken) {
  if (finished.locks_held() == 0 || finished.cut()) return;
  for (const HeldLock& held : held_locks(finished)) {
    if (!finished.goroutines()[index(held.holder)].finished) continue;
    broken.push_back({.kind = kind::kLockHeld,
                      .events = static_cast<std::uint32_t>(finished.size()),
                      .goroutine = held.holder});
    return;
  }
}

Finding NoHeldLock::tell(const Violation& violation, const Execution& /*told*/,
                         const Transcript& transcript) const {
  Finding finding{.kind = violation.kind, .message = {}, .goroutines = {}, .objects = {}};
  std::vector<std::string> holders;
  for (const Transcript::Goroutine& g : transcript.goroutines) {
    if (!g.finished || g.holds.empty()) continue;
    finding.goroutines.push_back(g.name);
    std::vector<std::string> locks;
    for (const Transcript::Held& held : g.holds) {
      locks.push_back(held.object);
      finding.steps.push_back(held.since_step);
    }
    finding.objects.insert(finding.objects.end(), locks.begin(), locks.end());
    holders.push_back(g.name + " has finished and still holds " + listed(locks));
  }
  finding.message = listed(holders);
  return finding;
}

std::vector<std::string> NoHeldLock::cause(const Violation& /*violation*/,
                                           const Execution& /*told*/,
                                           const Transcript& transcript) const {
  std::vector<std::string> sentences;
  for (const Transcript::Goroutine& g : transcript.goroutines) {
    if (!g.finished) continue;
    for (const Transcript::Held& held : g.holds) {
      sentences.push_back(g.name + " took " + held.object + " at " +
                          step(transcript, held.since_step) + " and never gave it back.");
    }
  }
  return sentences;
}

}  // namespace weft::invariants
