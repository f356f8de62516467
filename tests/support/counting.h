// How many executions a search makes of a scenario, for tests of exact counts.
#pragma once

#include <cstdint>
#include <functional>

#include "weft/explorer/kernel/strategy.h"

namespace weft::testing_support {

struct Counted {
  std::uint64_t executions = 0;  ///< complete ones
  std::uint64_t cut = 0;         ///< given up
  std::uint64_t stuck = 0;       ///< complete, but a goroutine never ended
  std::size_t deepest = 0;
};

/// Runs `scenario` under `strategy` until nothing is left to explore.
Counted count(const std::function<void()>& scenario, kernel::Strategy& strategy);
/// The same under a fresh Dpor.
Counted count(const std::function<void()>& scenario);

}  // namespace weft::testing_support
