#include "weft/tests/benchmarks/quiet_benchmark.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/dpor.h"

namespace weft::benchmarks {
namespace {

using benchmark::Counter;
using benchmark::State;

void publish(State& state, std::uint64_t executions) {
  state.counters["executions/s"] = Counter(static_cast<double>(executions), Counter::kIsRate);
}

void alone(State& state, const Workload& workload) {
  std::uint64_t executions = 0;
  for ([[maybe_unused]] const auto& round : state) {
    kernel::World world;
    world.expect_loops(false);
    search::Dpor dpor;
    for (bool more = true; more;) {
      const kernel::Execution& execution = world.run(workload.body, dpor);
      ++executions;
      if (world.learned_something()) {
        dpor.restart();
        continue;
      }
      more = dpor.learn(execution);
    }
  }
  publish(state, executions);
}

void reporting(State& state, const Workload& workload) {
  std::uint64_t executions = 0;
  const Scenario scenario{.name = workload.name, .body = workload.body};
  for ([[maybe_unused]] const auto& round : state) {
    const Report report = explore(scenario, {});
    executions += report.executions;
    if (!report.counterexamples.empty()) state.SkipWithError("it fails");
  }
  publish(state, executions);
}

}  // namespace

void add_quiet(const Workload& workload) {
  const auto unit = benchmark::kMillisecond;
  const std::string name = workload.name + "/quiet: ";
  benchmark::RegisterBenchmark((name + "alone").c_str(), alone, workload)->Unit(unit);
  benchmark::RegisterBenchmark((name + "reporting").c_str(), reporting, workload)->Unit(unit);
}

}  // namespace weft::benchmarks
