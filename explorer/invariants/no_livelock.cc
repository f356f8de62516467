#include "weft/explorer/invariants/no_livelock.h"

#include <algorithm>

#include "weft/explorer/invariants/spinning.h"
#include "weft/explorer/invariants/words.h"

namespace weft::invariants {

using kernel::Execution;

void NoLivelock::check(const Execution& finished, std::vector<Violation>& broken) {
  // After main's end a goroutine that spins for ever is a leak.
  if (finished.cut() || finished.goroutines()[0].finished) return;
  const std::size_t g = first_spinning(finished);
  if (g == finished.goroutines().size()) return;
  broken.push_back({.kind = kind::kLivelock,
                    .events = static_cast<std::uint32_t>(finished.size()),
                    .goroutine = static_cast<kernel::GoroutineId>(g)});
}

Finding NoLivelock::tell(const Violation& violation, const Execution& told,
                         const Transcript& transcript) const {
  Finding finding{.kind = violation.kind, .message = {}, .goroutines = {}, .objects = {}};
  std::vector<std::string> spinners;
  for (std::size_t i = 0; i < transcript.goroutines.size(); ++i) {
    if (!spins(told, told.goroutines()[i])) continue;
    const Transcript::Goroutine& g = transcript.goroutines[i];
    finding.goroutines.push_back(g.name);
    if (!g.waits.object.empty()) finding.objects.push_back(g.waits.object);
    spinners.push_back(g.name + " at " + to_string(g.waits));
  }
  finding.message = "for ever round in circles: " + listed(spinners);
  return finding;
}

std::vector<std::string> NoLivelock::cause(const Violation& /*violation*/, const Execution& told,
                                           const Transcript& transcript) const {
  std::vector<std::string> sentences;
  for (std::size_t i = 0; i < transcript.goroutines.size(); ++i) {
    const Transcript::Goroutine& g = transcript.goroutines[i];
    if (spins(told, told.goroutines()[i])) {
      sentences.push_back(g.name + " comes back to " + to_string(g.waits) +
                          " again and again, and nobody changes what it looks at.");
    } else if (!g.waits.operation.empty() && !g.background) {
      sentences.push_back(wait_of(transcript, i) + '.');
    }
  }
  return sentences;
}

}  // namespace weft::invariants
