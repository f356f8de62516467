// What could have come in another order in one execution, or had another outcome: what is tried to
// find out what decided.
#pragma once

#include <cstddef>
#include <vector>

#include "weft/explorer/explore/schedule.h"
#include "weft/explorer/kernel/execution.h"

namespace weft {

struct Reversal {
  std::size_t first;   // an event
  std::size_t second;  // an event, or their number: what `by` waits at in the end; or the first
  kernel::GoroutineId by;
  kernel::Transition wanted;  // the second, if it happened; or who is to go another way, and which
  Schedule schedule;          // up to the second one

  /// No order is reversed: the first event is to have another outcome.
  [[nodiscard]] bool of_outcome() const { return first == second; }
};

/// The latest first, but who is stuck at the end before all others; a few hundred at most.
[[nodiscard]] std::vector<Reversal> reversals_of(const kernel::Execution& execution);

}  // namespace weft
