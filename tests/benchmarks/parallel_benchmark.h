// What a second thread brings.
#pragma once

#include <benchmark/benchmark.h>

#include <string>

#include "weft/tests/benchmarks/workloads.h"

namespace weft::benchmarks {

/// One search.
struct Measured {
  double executions = 0;
  double wall = 0;     ///< s
  double all = 0;      ///< s, of all threads
  double busiest = 0;  ///< s, of the thread that had most to do
};

/// Registers searches of the workload on one thread and on two.
void add_parallel(const Workload& workload);
/// What one of its runs has told of searches on so many `threads`.
[[nodiscard]] Measured measured(const benchmark::UserCounters& told, const std::string& threads);

}  // namespace weft::benchmarks
