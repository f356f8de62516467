// Whether what a goroutine did in one go could have happened earlier, in front of other events.
#pragma once

#include <cstddef>

#include "weft/explorer/kernel/execution.h"

namespace weft::search {

/// Whether `later` could not happen in front of `earlier`, or not in the same way.
[[nodiscard]] bool ordered(const kernel::Execution& execution, std::size_t earlier,
                           std::size_t later);

/// Whether what the goroutines of the last event wait for now could have been open, or not, if
/// event `other` had not happened.
[[nodiscard]] bool bears_on_next(const kernel::Execution& so_far, std::size_t other);

/// Whether a goroutine of event `left` could have gone on after it, had the events from `block` on
/// happened before.
[[nodiscard]] bool could_then_go_on(const kernel::Execution& so_far, std::size_t left,
                                    std::size_t block);

}  // namespace weft::search
