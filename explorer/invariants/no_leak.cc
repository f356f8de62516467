#include "weft/explorer/invariants/no_leak.h"

#include <algorithm>

#include "weft/explorer/invariants/words.h"

namespace weft::invariants {

using kernel::Execution;

void NoLeak::check(const Execution& finished, std::vector<Violation>& broken) {
  const auto goroutines = finished.goroutines();
  if (finished.cut() || !goroutines[0].finished) return;  // not over, or a deadlock
  const auto leaked = std::ranges::find_if(
      goroutines, [](const kernel::GoroutineRecord& g) { return !g.finished && !g.background; });
  if (leaked == goroutines.end()) return;
  broken.push_back({.kind = kind::kLeak,
                    .events = static_cast<std::uint32_t>(finished.size()),
                    .goroutine = static_cast<kernel::GoroutineId>(leaked - goroutines.begin())});
}

Finding NoLeak::tell(const Violation& violation, const Execution& told,
                     const Transcript& transcript) const {
  Finding finding{.kind = violation.kind, .message = {}, .goroutines = {}, .objects = {}};
  std::vector<std::string> leaks;
  for (std::size_t i = 0; i < transcript.goroutines.size(); ++i) {
    if (told.goroutines()[i].finished || told.goroutines()[i].background) continue;
    const Transcript::Goroutine& g = transcript.goroutines[i];
    finding.goroutines.push_back(g.name);
    finding.objects.push_back(g.waits.object);
    leaks.push_back(g.name + " waits for ever at " + to_string(g.waits));
  }
  finding.message = listed(leaks);
  return finding;
}

std::vector<std::string> NoLeak::cause(const Violation& /*violation*/, const Execution& /*told*/,
                                       const Transcript& /*transcript*/) const {
  return {};
}

}  // namespace weft::invariants
