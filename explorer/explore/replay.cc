// Runs the schedule of a token again, and says whether it still does what it did.
#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>

#include "weft/explorer/explore/crash_guard.h"
#include "weft/explorer/explore/debugger.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/hurry.h"
#include "weft/explorer/explore/settings.h"
#include "weft/explorer/explore/teller.h"
#include "weft/explorer/explore/token.h"
#include "weft/explorer/explore/user_output.h"
#include "weft/explorer/kernel/file_and_line.h"

namespace weft {
namespace {

constexpr const char* kChanged = "; the program has changed since the token was made";

std::string described(const Transcript& transcript, const Transcript::Step& step) {
  std::string text = transcript.goroutines[step.goroutine].name + ": " + step.operation;
  if (!step.object.empty()) text += ' ' + step.object;
  return text + " (" + file_and_line(step.at) + ')';
}

/// "step 4 (worker: lock mu (queue.cc:12))" for an event of the execution.
std::string step_of_event(const Transcript& transcript, std::size_t event) {
  for (std::size_t i = 0; i < transcript.steps.size(); ++i) {
    const Transcript::Step& step = transcript.steps[i];
    if (step.kind != Transcript::StepKind::operation || step.event != event) continue;
    return "step " + std::to_string(i + 1) + " (" + described(transcript, step) + ")";
  }
  return "the end";
}

/// Empty if the execution is the one the token was made from.
std::string divergence(const Token& token, const FollowDeviations& follow,
                       const Transcript& transcript) {
  const std::string marks = marks_of(transcript, token.events);
  if (marks == token.marks && follow.left_at() == kNowhere) return {};
  if (marks == token.marks) {
    return "at " + step_of_event(transcript, follow.left_at()) +
           " another goroutine was to go on, but it cannot" + kChanged;
  }
  const auto [first, last] = parting(token.marks, marks, token.events);
  const auto happened = static_cast<std::uint32_t>(std::ranges::count(
      transcript.steps, Transcript::StepKind::operation, &Transcript::Step::kind));
  if (happened <= first) {
    return "the execution ends after " + std::to_string(happened) + " of " +
           std::to_string(token.events) + " operations" + kChanged;
  }
  std::string where = step_of_event(transcript, first) + " is the first that differs";
  if (first != last) {
    where = "the first step that differs is one of those from " + step_of_event(transcript, first) +
            " to " + step_of_event(transcript, last);
  }
  return where + "; " + std::to_string(first) + " of " + std::to_string(token.events) +
         " operations matched" + kChanged;
}

bool never_came_back(const kernel::Execution& execution) {
  return std::ranges::any_of(execution.incidents(), [](const kernel::Incident& incident) {
    return std::string_view(incident.kind) == kind::kNeverYields;
  });
}

/// Who waits for ever does so at the end; everything else goes wrong in the last step.
std::uint32_t stop_at(const Counterexample& told, std::uint32_t events) {
  constexpr std::array<std::string_view, 5> kAtTheEnd = {
      kind::kDeadlock, kind::kLeak, kind::kLostWakeup, kind::kLivelock, kind::kLockHeld};
  const bool at_the_end = std::ranges::find(kAtTheEnd, told.finding.kind) != kAtTheEnd.end();
  return at_the_end || events == 0 ? events : events - 1;
}

/// The finding the token was made for, if it is still there; else whatever went wrong.
const Broken* meant(std::span<const Broken> broken, std::uint32_t events) {
  if (broken.empty()) return nullptr;
  const auto same = std::ranges::find_if(
      broken, [events](const Broken& b) { return b.violation.events == events; });
  return same == broken.end() ? &broken.front() : &*same;
}

/// What somebody who looks at it step by step has to know first.
std::string remark_on(const Replay& replay) {
  if (!replay.divergence.empty()) return "diverged: " + replay.divergence;
  return replay.outcome == Replay::Outcome::reproduced ? "" : "the finding is not reproduced";
}

/// Throws std::invalid_argument if it is another scenario's.
Token token_for(const Scenario& scenario, std::string_view text) {
  Token token = parse_token(text);
  if (token.scenario == scenario.name) return token;
  throw std::invalid_argument("the token belongs to scenario \"" + token.scenario +
                              "\", not to \"" + scenario.name + "\"");
}

}  // namespace

std::string scenario_of_token(std::string_view token) {
  return parse_token(token).scenario;
}

Replay replay(const Scenario& scenario, std::string_view token, const Options& options) {
  refuse_nonsense(scenario, options);
  const Token parsed = token_for(scenario, token);
  kernel::World world(limits_of(scenario, options));
  world.behave(behaviour_of(scenario, options));
  world.suppose(parsed.affirmed);
  Inspector inspector;
  UserOutput output;
  Teller teller(world, scenario, inspector, output);
  CrashGuard guard(options.watchdog);
  FollowDeviations follow(parsed.deviations);
  Counterexample told = teller.tell(follow);

  Replay replay;
  replay.divergence = divergence(parsed, follow, told.transcript);
  follow.restart();
  if (never_came_back(world.so_far())) guard.patience(std::min(kOnceMore, options.watchdog));
  const kernel::Execution& execution = world.run(scenario.body, follow);
  replay.report.scenario = scenario.name;
  replay.report.expected = scenario.expects;
  replay.report.executions = 1;
  replay.report.events = replay.report.depth = execution.size();
  if (const Broken* const found = meant(inspector.inspect(execution), parsed.events)) {
    const Broken broken = *found;
    const bool takes_long = never_came_back(execution);
    Schedule schedule = schedule_of(execution);
    told = teller.tell(schedule, broken);
    schedule.resize(broken.violation.events);
    if (!takes_long) teller.tell_what_decides(schedule, broken, told);
    replay.report.verdict = Verdict::violation;
    replay.outcome = Replay::Outcome::reproduced;
  }
  if (under_a_debugger()) {
    const Aloud aloud;
    run_for_debugger(world, scenario.body, parsed.deviations, stop_at(told, parsed.events),
                     remark_on(replay));
  }
  replay.report.counterexamples.push_back(std::move(told));
  if (!replay.divergence.empty()) replay.outcome = Replay::Outcome::diverged;
  return replay;
}

}  // namespace weft
