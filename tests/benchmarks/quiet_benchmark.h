// What it costs, while nothing fails, that failures will be told.
#pragma once

#include "weft/tests/benchmarks/workloads.h"

namespace weft::benchmarks {

/// The same search twice: by the strategy alone, and by all that explore() has around it (checks of
/// every promise, guards against crashes, the second run of some executions, the budget).
void add_quiet(const Workload& workload);

}  // namespace weft::benchmarks
