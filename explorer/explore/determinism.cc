#include "weft/explorer/explore/determinism.h"

#include <algorithm>
#include <string>
#include <utility>

#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/trace_hash.h"
#include "weft/explorer/explore/transcript_writer.h"
#include "weft/explorer/kernel/file_and_line.h"
#include "weft/explorer/kernel/process.h"

namespace weft {

using kernel::Execution;

namespace {

std::uint64_t print(const Execution& execution, const kernel::Event& event) {
  const kernel::Transition& t = event.transition;
  std::uint64_t print = stir(stir(index(t.goroutine), t.way), stir(index(t.peer), t.peer_way));
  for (const kernel::Touch& touch : execution.footprint(event)) {
    print = stir(print, index(touch.resource) * 8 + static_cast<std::uint64_t>(touch.mode));
  }
  return print;
}

/// What is left when nothing moves any more.
std::uint64_t print_of_end(const Execution& execution) {
  std::uint64_t print = execution.operations().size();
  for (const kernel::GoroutineRecord& g : execution.goroutines()) {
    print = stir(print, g.finished ? 1 : 0);
  }
  return stir(print, execution.incidents().size());
}

void take_prints(const Execution& execution, std::vector<std::uint64_t>& prints) {
  prints.clear();
  for (const kernel::Event& event : execution.events()) prints.push_back(print(execution, event));
  prints.push_back(print_of_end(execution));
}

std::string described(const Transcript& transcript, std::size_t index) {
  if (index >= transcript.steps.size()) return "nothing";
  const Transcript::Step& step = transcript.steps[index];
  std::string text = transcript.goroutines[step.goroutine].name + ": " + step.operation;
  if (!step.object.empty()) text += ' ' + step.object;
  if (!step.result.empty()) text += " (" + step.result + ')';
  if (step.at.line != 0) text += " at " + file_and_line(step.at);
  return text;
}

/// The first step that differs; the length of the longer one if none does.
std::size_t parting(const Transcript& a, const Transcript& b) {
  const std::size_t longer = std::max(a.steps.size(), b.steps.size());
  for (std::size_t i = 0; i < longer; ++i) {
    if (described(a, i) != described(b, i)) return i;
  }
  return longer;
}

std::size_t step_of(const Transcript& transcript, std::size_t event) {
  std::size_t i = 0;
  while (i < transcript.steps.size() &&
         (transcript.steps[i].kind != Transcript::StepKind::operation ||
          transcript.steps[i].event < event)) {
    ++i;
  }
  return i;
}

}  // namespace

void Determinism::remember(const Execution& execution) {
  as_it_was_.clear();
  for (const kernel::Event& event : execution.events()) as_it_was_.push_back(event.transition);
  schedule_ = schedule_of(execution);
  take_prints(execution, prints_);
}

std::optional<std::size_t> Determinism::first_difference() {
  Follow follow(as_it_was_, as_it_was_.size());
  const Execution& execution = world_.run(scenario_.body, follow);
  std::vector<std::uint64_t> again;
  take_prints(execution, again);
  const std::size_t same =
      static_cast<std::size_t>(std::ranges::mismatch(prints_, again).in1 - prints_.begin());
  const std::size_t first = std::min({same, follow.left_at(), schedule_.size()});
  if (first == schedule_.size() && again == prints_) return std::nullopt;
  return first;
}

Counterexample Determinism::tell(std::size_t event) {
  constexpr int kTries = 5;  // until two runs differ before our eyes
  Counterexample told;
  std::string what = " was another one when this schedule was run before";
  std::size_t step = kNowhere;
  for (int i = 0; i < kTries && step == kNowhere; ++i) {
    const FreshNames names(world_);
    Follow follow(schedule_, schedule_.size());
    TranscriptWriter writer(world_);
    (void)world_.run(scenario_.body, follow, &writer);
    Transcript transcript = std::move(writer.transcript());
    if (i > 0) {
      const std::size_t first = parting(told.transcript, transcript);
      if (first < std::max(told.transcript.steps.size(), transcript.steps.size())) {
        step = first;
        what = " was " + described(told.transcript, first) + " in one run, and " +
               described(transcript, first) + " in the next";
      }
    } else {
      told.transcript = std::move(transcript);
    }
  }
  if (step == kNowhere) {
    step = step_of(told.transcript, event);
    what = " (" + described(told.transcript, step) + ")" + what;
  }
  told.finding = {.kind = kind::kNondeterminism,
                  .message = "the same schedule does not always do the same: step " +
                             std::to_string(step + 1) + what,
                  .goroutines = {},
                  .objects = {}};
  told.cause = {
      "Something decides what the scenario does that is not part of it: the clock, random numbers, "
      "a container ordered by addresses, a static variable that outlives an execution, "
      "uninitialised memory, a real thread."};
  if (const kernel::Process* const process = kernel::process()) {
    for (const std::string& remark : process->remarks())
      told.cause.push_back("Here " + remark + ".");
  }
  return told;
}

}  // namespace weft
