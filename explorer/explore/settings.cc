#include "weft/explorer/explore/settings.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "weft/explorer/explore/duration.h"
#include "weft/explorer/explore/strategies.h"

namespace weft {
namespace {

template <typename Number>
void refuse_outside(const char* what, Number number, std::uint64_t least, std::uint64_t most) {
  if (std::cmp_less_equal(least, number) && std::cmp_less_equal(number, most)) return;
  throw std::invalid_argument(std::string(what) + " must be from " + std::to_string(least) +
                              " to " + std::to_string(most) + ", not " + std::to_string(number));
}

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
  refuse_outside("the depth of a bug", options.bug_depth, 1, limit::kBugDepth);
}

/// A time too long for the clocks, which count nanoseconds, is none.
void refuse_times(const Options& options) {
  const auto possible = [](std::chrono::duration<double> time) {
    return time.count() > 0 && time <= kLongestTime;
  };
  if (options.time && !possible(*options.time)) {
    throw std::invalid_argument("the time for a search must be positive, and less than 30 years");
  }
  if (!possible(options.watchdog)) {
    throw std::invalid_argument("the watchdog's time must be positive, and less than 30 years");
  }
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
  refuse_outside("the most steps of an execution", options.max_steps, 1, limit::kSteps);
  refuse_outside("the threads of a search", options.jobs, 1, limit::kJobs);
  refuse_outside("the most goroutines", options.max_goroutines, 1, limit::kGoroutines);
  refuse_outside("the spin bound", behaviour_of(scenario, options).spin_bound, 1, limit::kSpin);
  const std::size_t stack = limits_of(scenario, options).stack_bytes;
  refuse_outside("the stack of a goroutine in bytes", stack, limit::kLeastStack, limit::kStack);
  refuse_strategy(options);
  refuse_times(options);
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
