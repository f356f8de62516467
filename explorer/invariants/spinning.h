// Goroutines that poll something nobody will ever change again.
#pragma once

#include <cstddef>

#include "weft/explorer/kernel/execution.h"

namespace weft::invariants {

/// Whether `g`, at the end of `execution`, goes round in circles for ever.
[[nodiscard]] inline bool spins(const kernel::Execution& execution,
                                const kernel::GoroutineRecord& g) {
  return !g.finished && !g.background && g.waits_at != kernel::kNoOperation &&
         execution.operation(g.waits_at).circles;
}

/// The first that does; the number of goroutines if none does.
[[nodiscard]] inline std::size_t first_spinning(const kernel::Execution& execution) {
  const auto goroutines = execution.goroutines();
  std::size_t g = 0;
  while (g < goroutines.size() && !spins(execution, goroutines[g])) ++g;
  return g;
}

}  // namespace weft::invariants
