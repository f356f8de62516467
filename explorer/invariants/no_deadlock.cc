#include "weft/explorer/invariants/no_deadlock.h"

#include <algorithm>

#include "weft/explorer/invariants/hopes.h"
#include "weft/explorer/invariants/lock_graph.h"
#include "weft/explorer/invariants/spinning.h"
#include "weft/explorer/invariants/words.h"

namespace weft::invariants {

using kernel::Execution;
using kernel::GoroutineId;

namespace {

/// How many events had happened when the last of them came to wait.
std::uint32_t closed_at(const std::vector<GoroutineId>& circle, const Execution& execution) {
  std::uint32_t events = 0;
  for (const GoroutineId g : circle) {
    const auto waits_at = execution.goroutines()[index(g)].waits_at;
    events = std::max(events, execution.operation(waits_at).arrived);
  }
  return events;
}

bool in(const std::vector<GoroutineId>& circle, std::size_t g) {
  return std::ranges::find(circle, static_cast<GoroutineId>(g)) != circle.end();
}

bool waits(const Transcript::Goroutine& g) {
  return !g.waits.operation.empty() && !g.background;
}

}  // namespace

void NoDeadlock::check(const Execution& finished, std::vector<Violation>& broken) {
  const bool main_is_stuck = !finished.cut() && !finished.goroutines()[0].finished;
  const bool somebody_spins = first_spinning(finished) != finished.goroutines().size();
  if (main_is_stuck && !somebody_spins) {
    broken.push_back({.kind = kind::kDeadlock,
                      .events = static_cast<std::uint32_t>(finished.size()),
                      .goroutine = kernel::kMain});
  } else if (finished.locks_held() > 0) {
    const auto circle = circle_of_locks(finished);
    if (circle.empty()) return;
    broken.push_back({.kind = kind::kDeadlock,
                      .events = closed_at(circle, finished),
                      .goroutine = circle.front()});
  }
}

Finding NoDeadlock::tell(const Violation& violation, const Execution& told,
                         const Transcript& transcript) const {
  const auto circle = circle_of_locks(told);
  Finding finding{.kind = violation.kind, .message = {}, .goroutines = {}, .objects = {}};
  std::vector<std::string> behind;
  for (std::size_t i = 0; i < transcript.goroutines.size(); ++i) {
    const Transcript::Goroutine& g = transcript.goroutines[i];
    if (!waits(g) || (!circle.empty() && !in(circle, i))) continue;
    finding.goroutines.push_back(g.name);
    if (std::ranges::find(finding.objects, g.waits.object) == finding.objects.end()) {
      finding.objects.push_back(g.waits.object);
    }
    behind.push_back(g.name + " at " + to_string(g.waits));
  }
  finding.message = circle.empty()       ? "nothing can move any more: " + listed(behind)
                    : circle.size() == 1 ? "waits for itself: " + listed(behind)
                                         : "wait for each other: " + listed(behind);
  return finding;
}

std::vector<std::string> NoDeadlock::cause(const Violation& /*violation*/, const Execution& told,
                                           const Transcript& transcript) const {
  const auto circle = circle_of_locks(told);
  std::vector<std::string> sentences;
  for (const GoroutineId g : circle) sentences.push_back(wait_of(transcript, index(g)) + '.');
  std::vector<std::string> others;
  for (std::size_t g = 0; g < transcript.goroutines.size(); ++g) {
    if (!waits(transcript.goroutines[g]) || in(circle, g)) continue;
    if (circle.empty()) {
      std::string sentence = wait_of(transcript, g);
      if (!is_held(transcript, transcript.goroutines[g].waits.object))
        sentence += "; " + last_hope_of(transcript, g);
      sentences.push_back(sentence + '.');
    } else {
      others.push_back(transcript.goroutines[g].name + " at " +
                       to_string(transcript.goroutines[g].waits));
    }
  }
  if (!others.empty())
    sentences.push_back((others.size() == 1 ? "Behind them waits " : "Behind them wait ") +
                        listed(others) + '.');
  return sentences;
}

}  // namespace weft::invariants
