#include "weft/tests/support/counting.h"

#include <algorithm>

#include "weft/explorer/search/dpor.h"
#include "weft/tests/support/each_execution.h"

namespace weft::testing_support {

Counted count(const std::function<void()>& scenario, kernel::Strategy& strategy) {
  kernel::World world;
  world.expect_loops(false);
  Counted counted;
  const auto add = [&](const kernel::Execution& execution) {
    ++(execution.cut() ? counted.cut : counted.executions);
    const auto unfinished = [](const kernel::GoroutineRecord& g) { return !g.finished; };
    if (std::ranges::any_of(execution.goroutines(), unfinished)) ++counted.stuck;
    counted.deepest = std::max(counted.deepest, execution.size());
    return true;
  };
  each_execution(
      world, scenario, strategy, [&] { counted = {}; }, add);
  return counted;
}

Counted count(const std::function<void()>& scenario) {
  search::Dpor dpor;
  return count(scenario, dpor);
}

}  // namespace weft::testing_support
