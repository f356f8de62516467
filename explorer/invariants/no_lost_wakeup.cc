#include "weft/explorer/invariants/no_lost_wakeup.h"

#include <algorithm>

#include "weft/explorer/invariants/hopes.h"
#include "weft/explorer/invariants/words.h"

namespace weft::invariants {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Execution;
using kernel::ResourceId;

namespace {

/// Where `g` waits for a wake-up for ever; kNoResource if it does not.
ResourceId crowd_of(const Execution& execution, const kernel::GoroutineRecord& g) {
  if (g.finished || g.background || g.waits_at == kernel::kNoOperation) return kernel::kNoResource;
  for (const AlternativeId id : execution.ways(execution.operation(g.waits_at))) {
    const Alternative& way = execution.alternative(id);
    if (way.crowd != kernel::kNoResource && !way.missed) return way.crowd;
  }
  return kernel::kNoResource;
}

/// The last event that was to wake somebody at `crowd` and found nobody; size() if none was.
std::size_t last_missed(const Execution& execution, ResourceId crowd) {
  const auto missed = [&](AlternativeId id) {
    const Alternative& way = execution.alternative(id);
    return way.missed && way.crowd == crowd;
  };
  for (std::size_t e = execution.size(); e-- > 0;) {
    const kernel::Event& event = execution[e];
    const kernel::OperationRecord& operation = execution.operation(event.operation);
    const bool otherwise = event.transition.way == kernel::kOtherwise;
    if (otherwise ? std::ranges::any_of(execution.looks(operation), missed)
                  : missed(execution.ways(operation)[event.transition.way])) {
      return e;
    }
  }
  return execution.size();
}

std::size_t step_of(const Transcript& transcript, std::size_t event) {
  const auto found = std::ranges::find_if(transcript.steps, [event](const Transcript::Step& s) {
    return s.kind == Transcript::StepKind::operation && s.event == event;
  });
  return static_cast<std::size_t>(found - transcript.steps.begin());
}

/// The last step in which somebody else was woken in the place of `sleeper`, who waited there, too;
/// kNoStep if there was none.
std::size_t woken_instead(const Execution& told, const Transcript& transcript,
                          kernel::GoroutineId sleeper) {
  const Transcript::Waiting& waits = transcript.goroutines[index(sleeper)].waits;
  const auto arrived = told.operation(told.goroutines()[index(sleeper)].waits_at).arrived;
  for (std::size_t i = transcript.steps.size(); i-- > 0;) {
    const Transcript::Step& step = transcript.steps[i];
    if (step.kind != Transcript::StepKind::operation || step.event < arrived) continue;
    if (step.operation == "signal" && step.object == waits.object && step.peer >= 0) return i;
  }
  return kNoStep;
}

/// Where `sleeper` last looked at data under a lock that it took after step `missed`; kNoStep if it
/// did not.
std::size_t looked_after(const Transcript& transcript, std::size_t sleeper, std::size_t missed) {
  bool locked = false;
  std::size_t looked = kNoStep;
  for (std::size_t i = missed + 1; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    if (step.goroutine != sleeper) continue;
    if (step.operation == "lock") {
      locked = true;
      looked = kNoStep;
    }
    if (locked && (step.operation == "read" || step.operation == "load")) looked = i;
  }
  return looked;
}

const std::string& woken_in(const Transcript& transcript, std::size_t step) {
  return transcript.goroutines[static_cast<std::size_t>(transcript.steps[step].peer)].name;
}

}  // namespace

void NoLostWakeup::check(const Execution& finished, std::vector<Violation>& broken) {
  if (finished.cut()) return;
  const auto goroutines = finished.goroutines();
  for (std::size_t g = 0; g < goroutines.size(); ++g) {
    const ResourceId crowd = crowd_of(finished, goroutines[g]);
    if (crowd == kernel::kNoResource) continue;
    const std::size_t missed = last_missed(finished, crowd);
    if (missed == finished.size()) continue;
    broken.push_back({.kind = kind::kLostWakeup,
                      .events = static_cast<std::uint32_t>(finished.size()),
                      .goroutine = static_cast<kernel::GoroutineId>(g),
                      .detail = static_cast<std::uint32_t>(missed)});
    return;
  }
}

Finding NoLostWakeup::tell(const Violation& violation, const Execution& told,
                           const Transcript& transcript) const {
  const Transcript::Goroutine& sleeper = transcript.goroutines[index(violation.goroutine)];
  const std::size_t missed = step_of(transcript, violation.detail);
  const std::string& waker = transcript.goroutines[transcript.steps[missed].goroutine].name;
  const bool instead = woken_instead(told, transcript, violation.goroutine) != kNoStep;
  return {.kind = violation.kind,
          .message = sleeper.name + " waits for ever at " + to_string(sleeper.waits) + ", and " +
                     waker + "'s " + transcript.steps[missed].operation + " found nobody waiting" +
                     (instead ? "; the last signal woke somebody else" : ""),
          .goroutines = {sleeper.name, waker},
          .objects = {sleeper.waits.object}};
}

std::vector<std::string> NoLostWakeup::cause(const Violation& violation, const Execution& told,
                                             const Transcript& transcript) const {
  const Transcript::Goroutine& sleeper = transcript.goroutines[index(violation.goroutine)];
  const std::size_t missed = step_of(transcript, violation.detail);
  const Transcript::Step& wake = transcript.steps[missed];
  const auto waits_at = told.goroutines()[index(violation.goroutine)].waits_at;
  const bool came_later = told.operation(waits_at).arrived > violation.detail;
  std::string first = wake.operation + ' ' + wake.object + " at " + step(transcript, missed) +
                      " found nobody waiting";
  first += came_later ? "; " + sleeper.name + " began to wait only after that." : ".";
  std::vector<std::string> sentences = {first};
  const std::size_t instead = woken_instead(told, transcript, violation.goroutine);
  if (instead != kNoStep) {
    sentences.push_back(sleeper.name + " was waiting as well when signal " + wake.object + " at " +
                        step(transcript, instead) + " woke " + woken_in(transcript, instead) + '.');
  } else if (const std::size_t looked =
                 looked_after(transcript, index(violation.goroutine), missed);
             looked != kNoStep) {
    sentences.push_back(sleeper.name + " looked after that, at " + step(transcript, looked) +
                        ", and waits all the same.");
  }
  sentences.push_back(
      "After that nobody can: " + last_hope_of(transcript, index(violation.goroutine)) + '.');
  return sentences;
}

}  // namespace weft::invariants
