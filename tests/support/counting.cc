#include "weft/tests/support/counting.h"

#include <algorithm>

#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/dpor.h"

namespace weft::testing_support {

Counted count(const std::function<void()>& scenario, kernel::Strategy& strategy) {
  kernel::World world;
  world.expect_loops(false);
  Counted counted;
  for (bool more = true; more;) {
    const kernel::Execution& execution = world.run(scenario, strategy);
    if (world.learned_something()) {
      strategy.restart();
      counted = {};
      continue;
    }
    ++(execution.cut() ? counted.cut : counted.executions);
    const auto unfinished = [](const kernel::GoroutineRecord& g) { return !g.finished; };
    if (std::ranges::any_of(execution.goroutines(), unfinished)) ++counted.stuck;
    counted.deepest = std::max(counted.deepest, execution.size());
    more = strategy.learn(execution);
  }
  return counted;
}

Counted count(const std::function<void()>& scenario) {
  search::Dpor dpor;
  return count(scenario, dpor);
}

}  // namespace weft::testing_support
