// The part of Exploration that is about being cut off: what the monitor is told and given, and how
// a search goes on later.
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "weft/explorer/explore/estimation.h"
#include "weft/explorer/explore/exploration.h"
#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/hurry.h"
#include "weft/explorer/explore/resume.h"
#include "weft/explorer/explore/settings.h"
#include "weft/explorer/explore/trace_hash.h"
#include "weft/explorer/kernel/process.h"

namespace weft {
namespace {

/// What decides how the search goes comes from the checkpoint, the rest is of today.
Options options_for(const Scenario& scenario, const Checkpoint& checkpoint, const Options& today) {
  Options options = checkpoint.options;
  options.time = today.time;
  options.jobs = today.jobs;
  options.watchdog = today.watchdog;
  if (today.max_executions) {
    options.max_executions = *today.max_executions + checkpoint.executions + checkpoint.blocked;
  }
  refuse_nonsense(scenario, options);
  return options;
}

void refuse_foreign(const Scenario& scenario, const Checkpoint& checkpoint) {
  if (checkpoint.scenario != scenario.name) {
    throw std::invalid_argument("the search is one of scenario \"" + checkpoint.scenario + '"');
  }
}

}  // namespace

void refuse_changed(const Scenario& scenario) {
  throw std::invalid_argument(
      "the search of \"" + scenario.name +
      "\" cannot go on: the program, or what it rests on, has changed since");
}

Exploration::Exploration(const Scenario& scenario, const Checkpoint& checkpoint,
                         const Options& options, Monitor& monitor)
    : Exploration(scenario, options_for(scenario, checkpoint, options), monitor) {
  refuse_foreign(scenario, checkpoint);
  world_.resume(checkpoint.knowledge);
  program_ = program_print(scenario);
  if (checkpoint.program != *program_ || checkpoint.behaviour != behaviour()) {
    refuse_changed(scenario);
  }
  tell_again(checkpoint);
  report_.executions = checkpoint.executions;
  report_.redundant = checkpoint.redundant;
  report_.blocked = checkpoint.blocked;
  report_.events = events_at_last_look_ = checkpoint.events;
  report_.depth = checkpoint.depth;
  elapsed_before_ = checkpoint.elapsed_seconds;
  steps_cut_ = checkpoint.steps_cut;
  crowded_ = checkpoint.crowded;
  held_back_ = checkpoint.held_back;
  alone_ = checkpoint.alone;
  resumed_ = true;
  go_on_with(checkpoint);
}

void Exploration::go_on_with(const Checkpoint& checkpoint) {
  if (checkpoint.frontier.parts.empty()) {
    return strategy_named(options_.strategy).load(*strategy_.strategy, checkpoint.strategy);
  }
  Crew::Parts parts = search::searches_of(checkpoint.frontier);
  if (parts.size() > 1 || parts.front()->is_shared()) {
    strategy_.strategy.reset();
    together_ = std::make_unique<Together>(scenario_, options_, world_, std::move(parts));
  } else {
    strategy_.strategy = std::move(parts.front());
  }
}

/// What was found before is met and told once more.
void Exploration::tell_again(const Checkpoint& checkpoint) {
  for (const Checkpoint::Found& found : checkpoint.found) {
    {
      const FreshNames names(world_);
      Follow follow(found.schedule);
      if (!note(world_.run(scenario_.body, follow))) continue;
      if (follow.left_at() != kNowhere) refuse_changed(scenario_);
    }
    report_.executions = found.execution;  // tell() says in which it was found
    report_.blocked = 0;
    const Hurry hurry(guard_, met_.broken, options_.watchdog);
    tell();
  }
}

/// A hash of the execution by the default rule.
std::uint64_t Exploration::behaviour() {
  const FreshNames names(world_);
  Follow usual({});
  TraceHash hash;
  hash.follow(world_.run(scenario_.body, usual));
  return stir(hash.value(), world_.so_far().operations().size());
}

/// Only if its names outlive the process.
void Exploration::save() {
  if (!monitor_.saves()) return;
  if (!program_) program_ = program_print(scenario_);
  Checkpoint checkpoint{.scenario = scenario_.name,
                        .program = *program_,
                        .behaviour = behaviour(),
                        .options = options_,
                        .executions = report_.executions,
                        .redundant = report_.redundant,
                        .blocked = report_.blocked,
                        .events = report_.events,
                        .depth = report_.depth,
                        .elapsed_seconds = elapsed_before_ + budget_.elapsed_seconds(),
                        .steps_cut = steps_cut_,
                        .crowded = crowded_,
                        .held_back = held_back_,
                        .alone = alone_,
                        .found = {},
                        .knowledge = world_.knowledge(),
                        .frontier = {},
                        .strategy = {}};
  if (!checkpoint.knowledge.lasting) {
    if (cut_) monitor_.cannot_save("unmodified code knows its objects by their addresses");
    return;
  }
  for (std::size_t f = 0; f < found_.size(); ++f) {
    checkpoint.found.push_back({found_[f].schedule, report_.counterexamples[f].found_in_execution});
  }
  save_strategy(checkpoint);
  const Aloud aloud;
  monitor_.save(encode(std::move(checkpoint)));
}

void Exploration::save_strategy(Checkpoint& checkpoint) {
  const StrategyEntry& entry = strategy_named(options_.strategy);
  if (together_ != nullptr) {
    checkpoint.frontier = search::frontier_of(together_->parts());
  } else if (entry.save != nullptr) {
    checkpoint.strategy = entry.save(*strategy_.strategy);
  } else {
    Crew::Parts part;
    part.emplace_back(static_cast<search::Dpor*>(strategy_.strategy.release()));
    checkpoint.frontier = search::frontier_of(part);
    strategy_.strategy = std::move(part.front());
  }
}

/// True: the search is to end.
bool Exploration::serve(Lookout::Reason reason) {
  switch (reason) {
    case Lookout::Reason::none:
      return false;
    case Lookout::Reason::report_due:
      report_progress();
      lookout_.reported();
      return false;
    case Lookout::Reason::save_due:
      save();
      lookout_.saved();
      return false;
    case Lookout::Reason::ended_by_monitor:
      report_.interrupted = true;
      return true;
    case Lookout::Reason::used_up:
      return true;
  }
  return true;
}

void Exploration::report_progress() {
  estimate_size();
  Progress progress;
  progress.scenario = scenario_.name;
  progress.executions = report_.executions;
  progress.redundant = report_.redundant;
  progress.blocked = report_.blocked;
  progress.depth = report_.depth;
  progress.elapsed_seconds = elapsed_before_ + budget_.elapsed_seconds();
  const double since = budget_.elapsed_seconds() - told_.elapsed;
  if (report_.executions > told_.executions && since > 0) {
    progress.rate = static_cast<double>(report_.executions - told_.executions) / since;
  }
  told_ = {.executions = report_.executions, .elapsed = budget_.elapsed_seconds()};
  if (report_.size) progress.estimate = report_.size->estimate;
  const Aloud aloud;
  monitor_.progressed(progress);
}

/// Once, and for less than the search has cost already or a moment.
void Exploration::estimate_size() {
  constexpr std::uint64_t kMoment = 50'000;
  const bool possible = options_.strategy == "dpor" && kernel::process() == nullptr;
  if (report_.size || !possible) return;
  const search::Descents::Shape shape{.population = 125,
                                      .max_events = std::max(kMoment, report_.events / 20),
                                      .seed = options_.seed};
  report_.size = estimate(scenario_, options_, shape);
}

/// Worth the trouble of sharing it between threads, and nothing has been found so far.
bool Exploration::is_large() const {
  if (together_ != nullptr) return true;
  constexpr std::uint64_t kLarge = 5000;
  return options_.jobs > 1 && !alone_ && options_.strategy == "dpor" &&
         report_.executions >= kLarge && report_.counterexamples.empty();
}

/// What the threads cannot deal with together is searched again by one: so the report does not
/// depend on how many there are.
bool Exploration::go_on_together() {
  if (together_ == nullptr) {
    Crew::Parts whole;
    whole.emplace_back(static_cast<search::Dpor*>(strategy_.strategy.release()));
    together_ = std::make_unique<Together>(scenario_, options_, world_, std::move(whole));
  }
  Seen seen{.executions = report_.executions,
            .blocked = report_.blocked,
            .events = report_.events,
            .depth = report_.depth,
            .steps_cut = steps_cut_,
            .crowded = crowded_,
            .held_back = held_back_};
  const auto end = together_->go_on(
      seen, [&](std::uint64_t made) { return lookout_.look(made) != Lookout::Reason::none; });
  if (end == Together::End::suspicious) {
    give_up_together(seen.loops);
    return true;
  }
  report_.executions = seen.executions;
  report_.blocked = seen.blocked;
  report_.events = seen.events;
  report_.depth = seen.depth;
  steps_cut_ = seen.steps_cut;
  crowded_ = seen.crowded;
  held_back_ = seen.held_back;
  return end != Together::End::finished;
}

void Exploration::give_up_together(bool loops) {
  together_ = nullptr;
  // That there are loops changes nothing but what has to be noted of an execution.
  alone_ = loops == world_.expects_loops();
  world_.expect_loops(loops);
  strategy_ = make_strategy(options_);
  start_over();
}

}  // namespace weft
