// What a preemption is, for whoever counts them: to leave a goroutine that could have gone on.
#pragma once

#include <span>

#include "weft/explorer/kernel/strategy.h"

namespace weft::search {

/// Whether taking `next` now leaves the goroutines of the last event for others.
[[nodiscard]] bool switches(const kernel::Transition& next, const kernel::Execution& so_far);

/// Whether one of the goroutines of the last event could go on.
[[nodiscard]] bool could_go_on(kernel::Open& open);
/// The same, where `all` is what could happen next.
[[nodiscard]] bool could_go_on(std::span<const kernel::Transition> all,
                               const kernel::Execution& so_far);

}  // namespace weft::search
