// What is measured: named scenarios of fixed shape.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace weft::benchmarks {

struct Workload {
  std::string name;
  std::function<void()> body;
  bool naive = false;   ///< searched without reduction
  bool shared = false;  ///< also searched on several threads
};

/// Searched to the end, each beside its floor.
std::vector<Workload> workloads();

/// Three goroutines, `operations` altogether, few of which meet: the number of executions does not
/// depend on the length.
std::function<void()> of_length(int operations);
/// As many goroutines, with four operations each, of which few meet.
std::function<void()> of_goroutines(int goroutines);
/// Far more than ten million executions.
std::function<void()> endless();

}  // namespace weft::benchmarks
