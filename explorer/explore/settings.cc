#include "weft/explorer/explore/settings.h"

#include <stdexcept>

namespace weft {

void refuse_nonsense(const Scenario& scenario, const Options& options) {
  if (!scenario.body) throw std::invalid_argument("the scenario has no body");
  if (options.max_steps == 0) throw std::invalid_argument("an execution needs at least one step");
  if (options.jobs == 0) throw std::invalid_argument("a search needs at least one thread");
  if (options.strategy == "random" && !options.time && !options.max_executions) {
    throw std::invalid_argument("random walks need a budget: a time or a number of executions");
  }
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
          .spin_bound = scenario.spin_bound.value_or(options.spin_bound)};
}

}  // namespace weft
