// How fast the search is, beside what re-executing alone costs, measured in one run.
//
// The floor of a workload is the same body, run again and again under its first schedule with
// nothing recorded but what the kernel records anyway.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <fstream>
#include <memory>
#include <string>

#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"
#include "weft/tests/benchmarks/parallel_benchmark.h"
#include "weft/tests/benchmarks/quiet_benchmark.h"
#include "weft/tests/benchmarks/switch_benchmark.h"
#include "weft/tests/benchmarks/table.h"
#include "weft/tests/benchmarks/workloads.h"
#include "weft/tests/support/usual.h"

namespace weft::benchmarks {
namespace {

using benchmark::Counter;
using benchmark::State;
using testing_support::Usual;

struct Tally {
  std::uint64_t executions = 0;
  std::uint64_t operations = 0;
  bool complete = false;
};

/// Explores until nothing is left or `limit` executions have been made.
void explore(const std::function<void()>& body, kernel::World& world, kernel::Strategy& strategy,
             std::uint64_t limit, Tally& tally) {
  for (std::uint64_t n = 0; n < limit; ++n) {
    const kernel::Execution& execution = world.run(body, strategy);
    if (world.learned_something()) {
      strategy.restart();
      continue;
    }
    ++tally.executions;
    tally.operations += execution.size();
    tally.complete = !strategy.learn(execution);
    if (tally.complete) return;
  }
}

void publish(State& state, const Tally& tally) {
  const auto executions = static_cast<double>(tally.executions);
  const auto operations = static_cast<double>(tally.operations);
  state.counters["executions"] = executions / static_cast<double>(state.iterations());
  state.counters["executions/s"] = Counter(executions, Counter::kIsRate);
  state.counters["s/operation"] = Counter(operations, Counter::kIsRate | Counter::kInvert);
  state.counters["operations"] = operations / executions;
}

std::unique_ptr<kernel::Strategy> strategy_of(const Workload& workload) {
  if (workload.naive) return std::make_unique<search::Naive>();
  return std::make_unique<search::Dpor>();
}

void search(State& state, const Workload& workload) {
  constexpr std::uint64_t kFewEnough = 500'000;
  kernel::World world;
  world.expect_loops(false);
  Tally tally;
  for ([[maybe_unused]] const auto& round : state) {
    const auto strategy = strategy_of(workload);
    explore(workload.body, world, *strategy, kFewEnough, tally);
  }
  if (!tally.complete) state.SetLabel("the first " + std::to_string(kFewEnough));
  publish(state, tally);
}

void floor(State& state, const Workload& workload) {
  constexpr std::uint64_t kRound = 1000;
  kernel::World world;
  world.expect_loops(false);
  Usual usual;
  Tally tally;
  for ([[maybe_unused]] const auto& round : state) {
    explore(workload.body, world, usual, kRound, tally);
  }
  publish(state, tally);
}

/// Kilobytes of this process that are in memory.
double resident_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind("VmRSS:", 0) == 0) return std::stod(line.substr(6));
  }
  return 0;
}

void memory(State& state) {
  constexpr std::uint64_t kWarm = 100'000;
  constexpr std::uint64_t kMany = 10'000'000;
  for ([[maybe_unused]] const auto& round : state) {
    kernel::World world;
    world.expect_loops(false);
    search::Dpor dpor;
    Tally tally;
    explore(endless(), world, dpor, kWarm, tally);
    const double before = resident_kb();
    explore(endless(), world, dpor, kMany, tally);
    state.counters["executions"] = static_cast<double>(tally.executions);
    state.counters["kB after 100,000"] = before;
    state.counters["kB at the end"] = resident_kb();
  }
}

void add(const std::string& name, const Workload& workload) {
  const auto unit = benchmark::kMillisecond;
  benchmark::RegisterBenchmark((name + "/search").c_str(), search, workload)->Unit(unit);
  benchmark::RegisterBenchmark((name + "/floor").c_str(), floor, workload)->Unit(unit);
}

void add_all() {
  // First, while nothing else has used any.
  benchmark::RegisterBenchmark("memory", memory)->Iterations(1)->Unit(benchmark::kSecond);
  add_switch();
  for (const Workload& workload : workloads()) add(workload.name, workload);
  for (const int n : {10, 100, 1000, 10'000}) {
    const std::string name = "length " + std::to_string(n);
    add(name, {.name = name, .body = of_length(n)});
  }
  for (const int n : {2, 8, 32, 128}) {
    const std::string name = "goroutines " + std::to_string(n);
    add(name, {.name = name, .body = of_goroutines(n)});
  }
  for (const Workload& workload : workloads()) {
    if (workload.shared) add_parallel(workload);
    const bool deadlocks = workload.name.starts_with("dining");
    if (workload.shared && !deadlocks) add_quiet(workload);
  }
}

}  // namespace
}  // namespace weft::benchmarks

int main(int argc, char** argv) {
  weft::benchmarks::add_all();
  weft::benchmarks::TableReporter table(argc, argv);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks(&table);
  return 0;
}
