// What a second thread brings.
#pragma once

#include "weft/tests/benchmarks/workloads.h"

namespace weft::benchmarks {

/// Registers searches of the workload on one thread and on two.
void add_parallel(const Workload& workload);

}  // namespace weft::benchmarks
