#include "weft/explorer/explore/teller.h"

#include <algorithm>
#include <utility>

#include "weft/explorer/explore/breaking_points.h"
#include "weft/explorer/explore/decisive.h"
#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/needed.h"
#include "weft/explorer/explore/program_time.h"
#include "weft/explorer/explore/recorder.h"
#include "weft/explorer/explore/token.h"
#include "weft/explorer/explore/transcript_writer.h"
#include "weft/explorer/explore/user_output.h"
#include "weft/explorer/invariants/hopes.h"

namespace weft {
namespace {

void mark_switches(const Recorder& recorder, Transcript& transcript) {
  for (Transcript::Step& step : transcript.steps) {
    if (step.kind != Transcript::StepKind::operation) continue;
    step.switched = recorder.choices()[step.event].switched;
    step.preempted = recorder.choices()[step.event].preempted;
    transcript.switches += step.switched ? 1 : 0;
    transcript.preemptions += step.preempted ? 1 : 0;
  }
}

/// What happened after a race is of no interest.
void end_with(const Finding& finding, Transcript& transcript) {
  if (finding.kind != kind::kDataRace || finding.steps.empty()) return;
  transcript.steps.resize(finding.steps.back() + 1);
}

/// In an execution that is cut short, only who the finding says is stuck is stuck.
void keep_waits_of(const Finding& finding, Transcript& transcript) {
  for (Transcript::Goroutine& g : transcript.goroutines) {
    const bool stuck = finding.kind == kind::kDeadlock &&
                       std::ranges::find(finding.goroutines, g.name) != finding.goroutines.end();
    if (!stuck) g.next = std::exchange(g.waits, {});
  }
}

}  // namespace

const kernel::Execution& Teller::run(Recorder& recorder, Counterexample& told) {
  for (FreshNames names(world_);; names.forget()) {
    output_.record();
    const BreakingPoints breaks;
    TranscriptWriter writer(world_, output_, breaks);
    const kernel::Execution& execution = world_.run(scenario_.body, recorder, &writer);
    output_.stop();
    if (world_.learned_something()) {
      recorder.restart();
      continue;
    }
    told.transcript = std::move(writer.transcript());
    told.built = program_time(scenario_);
    mark_switches(recorder, told.transcript);
    return execution;
  }
}

std::string Teller::token(const Recorder& recorder, const Transcript& transcript,
                          std::uint32_t events) const {
  return to_string(Token{.scenario = scenario_.name,
                         .deviations = recorder.deviations(),
                         .events = events,
                         .affirmed = world_.facts().affirmed(),
                         .marks = marks_of(transcript, events)});
}

Counterexample Teller::tell(std::span<const kernel::Transition> schedule, const Broken& broken) {
  Counterexample told;
  Follow follow(schedule, broken.violation.events);
  Recorder recorder(follow);
  const kernel::Execution& execution = run(recorder, told);
  const Broken* const again = find_again(broken.violation, inspector_.inspect(execution));
  if (again == nullptr) {
    told.finding = {.kind = broken.violation.kind,
                    .message = "this schedule showed it once, but not when it was run again",
                    .goroutines = {},
                    .objects = {}};
    return told;
  }
  told.finding = again->promise->tell(again->violation, execution, told.transcript);
  told.cause = again->promise->cause(again->violation, execution, told.transcript);
  if (execution.cut()) keep_waits_of(told.finding, told.transcript);
  told.token = token(recorder, told.transcript, broken.violation.events);
  end_with(told.finding, told.transcript);
  return told;
}

void Teller::tell_what_decides(const Schedule& schedule, const Broken& broken,
                               Counterexample& told) {
  mark_needed_switches(schedule, broken, world_, scenario_.body, inspector_, told);
  const auto passing = tell_decisive_pair(schedule, world_, scenario_.body, inspector_, told);
  if (!passing) return;
  Follow follow(*passing);
  Counterexample other = tell(follow);
  std::string help =
      invariants::help_where_it_passes(told.finding, told.transcript, other.transcript);
  if (!help.empty()) told.cause.insert(told.cause.end() - 1, std::move(help));
  told.passing = std::move(other.transcript);
  told.passing_token = std::move(other.token);
}

Counterexample Teller::tell(kernel::Strategy& strategy) {
  Counterexample told;
  Recorder recorder(strategy);
  const kernel::Execution& execution = run(recorder, told);
  told.token = token(recorder, told.transcript, static_cast<std::uint32_t>(execution.size()));
  return told;
}

}  // namespace weft
