#include "weft/tests/benchmarks/parallel_benchmark.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <vector>

#include "weft/explorer/explore/crew.h"
#include "weft/explorer/kernel/world.h"

namespace weft::benchmarks {
namespace {

/// What the calling thread has computed for, whoever else wants the machine.
double thread_seconds() {
  timespec now{};
  (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Worker {
  kernel::World world;
  double begun = -1;
  double seconds = 0;
  std::uint64_t executions = 0;
};

void explore(const Workload& workload, std::vector<std::unique_ptr<Worker>>& workers) {
  Crew crew(workers.size());
  Crew::Parts parts;
  parts.push_back(std::make_unique<search::Dpor>());
  (void)crew.run(std::move(parts), [&](std::size_t w, search::Dpor& part) {
    Worker& me = *workers[w];
    if (me.begun < 0) me.begun = thread_seconds();
    const bool more = part.learn(me.world.run(workload.body, part));
    if (++me.executions % 64 == 0 || !more) me.seconds = thread_seconds() - me.begun;
    return more;
  });
}

void on_threads(benchmark::State& state, const Workload& workload, std::size_t threads) {
  double longest = 0;
  double all = 0;
  std::uint64_t executions = 0;
  for ([[maybe_unused]] const auto& round : state) {
    std::vector<std::unique_ptr<Worker>> workers;
    for (std::size_t w = 0; w < threads; ++w) {
      workers.push_back(std::make_unique<Worker>());
      workers.back()->world.expect_loops(false);
    }
    explore(workload, workers);
    double busiest = 0;
    for (const auto& worker : workers) {
      busiest = std::max(busiest, worker->seconds);
      all += worker->seconds;
      executions += worker->executions;
    }
    longest += busiest;
  }
  const auto rounds = static_cast<double>(state.iterations());
  state.counters["executions"] = static_cast<double>(executions) / rounds;
  state.counters["CPU s"] = all / rounds;
  state.counters["CPU s of the busiest"] = longest / rounds;
}

}  // namespace

void add_parallel(const Workload& workload) {
  for (const std::size_t threads : {1, 2}) {
    const std::string name = workload.name + "/" + std::to_string(threads) + " threads";
    benchmark::RegisterBenchmark(name.c_str(), on_threads, workload, threads)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  }
}

}  // namespace weft::benchmarks
