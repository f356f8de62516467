// The loop around a strategy.
#pragma once

#include <functional>

#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/kernel/world.h"

namespace weft::testing_support {

/// Runs `scenario` in `world` until `strategy` has nothing left to explore. `start_over` is called
/// where something was learned; `each` is shown every execution that counts, and says whether to go
/// on.
template <typename StartOver, typename Each>
void each_execution(kernel::World& world, const std::function<void()>& scenario,
                    kernel::Strategy& strategy, StartOver start_over, Each each) {
  for (bool more = true; more;) {
    const kernel::Execution& execution = world.run(scenario, strategy);
    if (world.learned_something()) {
      strategy.restart();
      start_over();
      continue;
    }
    if (!each(execution)) return;
    more = strategy.learn(execution);
  }
}

}  // namespace weft::testing_support
