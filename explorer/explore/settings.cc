#include "weft/explorer/explore/settings.h"

#include <stdexcept>
#include <string>

#include "weft/explorer/explore/strategies.h"

namespace weft {
namespace {

void refuse_strategy(const Options& options) {
  const bool endless = !strategy_named(options.strategy).ends;
  if (endless && !options.time && !options.max_executions) {
    throw std::invalid_argument("the strategy " + options.strategy +
                                " never ends by itself: it needs a budget, a time or a number of "
                                "executions");
  }
  if (options.preemptions && options.strategy != "bounded") {
    throw std::invalid_argument("a bound of preemptions goes with the strategy bounded, not " +
                                options.strategy);
  }
  if (options.bug_depth == 0) throw std::invalid_argument("a bug has a depth of at least 1");
}

}  // namespace

Options meant(Options options) {
  if (options.preemptions && options.strategy == "dpor") options.strategy = "bounded";
  return options;
}

Races races_named(std::string_view name) {
  if (name == "report") return Races::report;
  if (name == "explore") return Races::explore;
  throw std::invalid_argument("races are to report or to explore, not \"" + std::string(name) +
                              '"');
}

void refuse_nonsense(const Scenario& scenario, const Options& options) {
  if (!scenario.body) throw std::invalid_argument("the scenario has no body");
  if (options.max_steps == 0) throw std::invalid_argument("an execution needs at least one step");
  if (options.jobs == 0) throw std::invalid_argument("a search needs at least one thread");
  refuse_strategy(options);
  if (options.max_goroutines == 0) {
    throw std::invalid_argument("a scenario needs at least one goroutine");
  }
  if (options.stack_bytes < 16 * 1024 && scenario.stack_bytes == 0) {
    throw std::invalid_argument("a goroutine needs a stack of at least 16384 bytes");
  }
}

kernel::WorldLimits limits_of(const Scenario& scenario, const Options& options) {
  return {.stack_bytes = scenario.stack_bytes != 0 ? scenario.stack_bytes : options.stack_bytes,
          .max_steps = options.max_steps,
          .max_goroutines = options.max_goroutines};
}

kernel::Behaviour behaviour_of(const Scenario& scenario, const Options& options) {
  return {.idle_clock = options.clock.value_or(scenario.clock) == Clock::idle,
          .spurious_wakeups = scenario.spurious_wakeups || options.spurious_wakeups,
          .explore_races = options.races == Races::explore,
          .spin_bound = scenario.spin_bound.value_or(options.spin_bound)};
}

}  // namespace weft
