#include "weft/explorer/output/blame.h"

#include <algorithm>

#include "weft/explorer/output/fate.h"
#include "weft/explorer/output/source_line.h"

namespace weft::output {
namespace {

std::optional<Blame> last_step(const Transcript& transcript, std::size_t goroutine) {
  for (std::size_t i = transcript.steps.size(); i-- > 0;) {
    const Transcript::Step& step = transcript.steps[i];
    if (!step.involves(goroutine) || step.at.file.empty()) continue;
    return Blame{.at = step.at, .operation = step.operation, .step = i};
  }
  return std::nullopt;
}

/// A check says itself where it is: "queue.cc:12: expected …".
std::optional<Blame> check(const Counterexample& told) {
  const std::vector<Transcript::Step>& steps = told.transcript.steps;
  for (std::size_t i = steps.size(); i-- > 0;) {
    const std::string place = short_place(steps[i].at);
    const bool there = !place.empty() && told.finding.message.starts_with(place + ':');
    if (there) return Blame{.at = steps[i].at, .operation = steps[i].operation, .step = i};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Blame> blame_of(const Counterexample& told) {
  const Transcript& transcript = told.transcript;
  if (!told.finding.steps.empty()) {
    const std::size_t last = told.finding.steps.back();
    const Transcript::Step& step = transcript.steps[last];
    return Blame{.at = step.at, .operation = step.object, .step = last};
  }
  if (auto failed = check(told)) return failed;
  for (const std::string& name : told.finding.goroutines) {
    const auto g = std::ranges::find(transcript.goroutines, name, &Transcript::Goroutine::name);
    if (g == transcript.goroutines.end()) continue;
    const auto number = static_cast<std::size_t>(g - transcript.goroutines.begin());
    if (fate_of(told, number) == Fate::waits_for_ever) {
      return Blame{.at = g->waits.at, .operation = g->waits.operation, .step = std::nullopt};
    }
    if (fate_of(told, number) == Fate::breaks && !g->breaks.at.file.empty()) {
      return Blame{.at = g->breaks.at,
                   .operation = g->breaks.operation,
                   .step = std::nullopt,
                   .breaks = true};
    }
    if (auto last = last_step(transcript, number)) return last;
  }
  return std::nullopt;
}

}  // namespace weft::output
