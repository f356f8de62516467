// Nondeterminism that a scenario asks for by itself: an environment that may do anything.
//
// Dependency: none. A choice depends on nothing and nothing depends on it, so n values are n
// executions, whatever the others do meanwhile.
#pragma once

#include "weft/explorer/kernel/location.h"

namespace weft {

using kernel::Location;

/// 0, 1, … or n - 1: every value is explored. Throws std::invalid_argument unless 1 <= n <= 65535.
[[nodiscard]] int choose(int n, Location at = Location::here());

/// Leaves out every execution in which `condition` is false: nothing that happens in one counts,
/// not even what went wrong before.
void assume(bool condition);

}  // namespace weft
