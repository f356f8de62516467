// Who holds which lock at the end of an execution, and who waits for whom because of it.
#pragma once

#include <vector>

#include "weft/explorer/kernel/execution.h"

namespace weft::invariants {

struct HeldLock {
  kernel::ResourceId lock;
  kernel::GoroutineId holder;
  std::uint32_t since;  ///< the event that took it
};

/// In the order in which they were taken.
[[nodiscard]] std::vector<HeldLock> held_locks(const kernel::Execution& execution);

/// Whether `g` stands in front of `lock`.
[[nodiscard]] bool waits_for(const kernel::Execution& execution, kernel::GoroutineId g,
                             kernel::ResourceId lock);

/// Goroutines of which each waits for a lock that the next one holds, or may take first; the last
/// for the first's. Empty if there are none.
[[nodiscard]] std::vector<kernel::GoroutineId> circle_of_locks(const kernel::Execution& execution);

}  // namespace weft::invariants
