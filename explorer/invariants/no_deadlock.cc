#include "weft/explorer/invariants/no_deadlock.h"

#include "weft/explorer/invariants/words.h"

namespace weft::invariants {

using kernel::Execution;

void NoDeadlock::check(const Execution& finished, std::vector<Violation>& broken) {
  if (finished.cut() || finished.goroutines()[0].finished) return;
  broken.push_back({.kind = kind::kDeadlock,
                    .events = static_cast<std::uint32_t>(finished.size()),
                    .goroutine = kernel::kMain});
}

Finding NoDeadlock::tell(const Violation& violation, const Execution& /*told*/,
                         const Transcript& transcript) const {
  Finding finding{.kind = violation.kind, .message = {}, .goroutines = {}, .objects = {}};
  std::vector<std::string> waits;
  for (const Transcript::Goroutine& g : transcript.goroutines) {
    if (g.waits.operation.empty() || g.background) continue;
    finding.goroutines.push_back(g.name);
    finding.objects.push_back(g.waits.object);
    waits.push_back(g.name + " at " + to_string(g.waits));
  }
  finding.message = "nothing can move any more: " + listed(waits);
  return finding;
}

std::vector<std::string> NoDeadlock::cause(const Violation& /*violation*/,
                                           const Execution& /*told*/,
                                           const Transcript& /*transcript*/) const {
  return {};
}

}  // namespace weft::invariants
