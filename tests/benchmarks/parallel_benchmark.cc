#include "weft/tests/benchmarks/parallel_benchmark.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>
#include <utility>
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

Measured on_threads(const Workload& workload, std::size_t threads) {
  std::vector<std::unique_ptr<Worker>> workers;
  for (std::size_t w = 0; w < threads; ++w) {
    workers.push_back(std::make_unique<Worker>());
    workers.back()->world.expect_loops(false);
  }
  const auto begun = std::chrono::steady_clock::now();
  explore(workload, workers);
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begun;
  Measured measured{.wall = wall.count()};
  for (const auto& worker : workers) {
    measured.busiest = std::max(measured.busiest, worker->seconds);
    measured.all += worker->seconds;
    measured.executions += static_cast<double>(worker->executions);
  }
  return measured;
}

void keep_quickest(Measured& so_far, const Measured& now) {
  if (so_far.wall == 0 || now.wall < so_far.wall) so_far = now;
}

constexpr std::pair<const char*, double Measured::*> kFields[] = {
    {": executions", &Measured::executions},
    {": s", &Measured::wall},
    {": CPU s", &Measured::all},
    {": CPU s of the busiest", &Measured::busiest}};

void publish(benchmark::State& state, const std::string& threads, const Measured& measured) {
  for (const auto& [name, field] : kFields) state.counters[threads + name] = measured.*field;
}

/// One after the other, again and again, and of each the quickest: what else the machine does
/// meanwhile concerns both.
void one_and_two(benchmark::State& state, const Workload& workload) {
  Measured alone;
  Measured together;
  for ([[maybe_unused]] const auto& round : state) {
    keep_quickest(alone, on_threads(workload, 1));
    keep_quickest(together, on_threads(workload, 2));
  }
  publish(state, "1", alone);
  publish(state, "2", together);
}

}  // namespace

Measured measured(const benchmark::UserCounters& told, const std::string& threads) {
  Measured measured;
  for (const auto& [name, field] : kFields) measured.*field = told.at(threads + name);
  return measured;
}

void add_parallel(const Workload& workload) {
  constexpr int kRounds = 9;
  benchmark::RegisterBenchmark((workload.name + "/threads").c_str(), one_and_two, workload)
      ->Iterations(kRounds)
      ->Unit(benchmark::kMillisecond)
      ->UseRealTime();
}

}  // namespace weft::benchmarks
