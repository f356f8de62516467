// The decisions that reproduce an execution: all of them, or only those that are not what the
// default rule would have done anyway.
#pragma once

#include <cstdint>
#include <vector>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/strategy.h"

namespace weft {

using Schedule = std::vector<kernel::Transition>;

[[nodiscard]] Schedule schedule_of(const kernel::Execution& execution);

/// At `event`, `transition` happens instead of what the default rule says.
struct Deviation {
  std::uint32_t event = 0;
  kernel::Transition transition;
  /// Only the goroutine counts: the first of its transitions.
  bool first = false;
  friend bool operator==(const Deviation&, const Deviation&) = default;
};

/// The first enabled transition of `g`; none if it has none.
[[nodiscard]] kernel::Transition first_of(kernel::GoroutineId g, kernel::Open& open);

/// Whether taking `next` now leaves the goroutines of the last event for others.
[[nodiscard]] bool switches(const kernel::Transition& next, const kernel::Execution& so_far);
/// Whether one of the goroutines of the last event could go on.
[[nodiscard]] bool could_go_on(kernel::Open& open);

}  // namespace weft
