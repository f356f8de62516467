// What unmodified code costs under the explorer: accesses that nobody shares, and locks that nobody
// contends for, beside weft's own. It is compiled as a user's code is.
#include <benchmark/benchmark.h>

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "weft/explorer/kernel/world.h"
#include "weft/primitives/mutex.h"
#include "weft/tests/support/usual.h"

namespace weft::benchmarks {
namespace {

using benchmark::Counter;
using benchmark::State;
using testing_support::Usual;

/// Of executions of `body`, each of which does `times` of what is measured.
void measure(State& state, const std::function<void()>& body, double times) {
  kernel::World world;
  world.expect_loops(false);
  Usual usual;
  (void)world.run(body, usual);
  for ([[maybe_unused]] const auto& round : state) (void)world.run(body, usual);
  const double all = times * static_cast<double>(state.iterations());
  state.counters["s each"] = Counter(all, Counter::kIsRate | Counter::kInvert);
}

constexpr int kAccesses = 1'000'000;

/// Reads and writes one variable: two accesses a round.
void one_variable(State& state) {
  measure(
      state,
      [] {
        const auto number = std::make_unique<int>(0);
        int* const at = number.get();
        for (int i = 0; i < kAccesses / 2; ++i) ++*at;
      },
      kAccesses);
}

constexpr int kSize = 4096;

/// Walks up and down an array: a read each.
void array(State& state) {
  measure(
      state,
      [] {
        const std::vector<int> numbers(kSize);
        const int* const at = numbers.data();
        int sum = 0;
        for (int i = 0; i < kAccesses; ++i) sum += at[i % kSize];
        benchmark::DoNotOptimize(sum);
      },
      kAccesses);
}

/// The same with a release before every walk: each access is the first since then.
void array_after_release(State& state) {
  measure(
      state,
      [] {
        const std::vector<std::int64_t> numbers(kSize);
        const std::int64_t* const at = numbers.data();
        std::atomic<int> walks{0};
        std::int64_t sum = 0;
        for (int walk = 0; walk < kAccesses / kSize; ++walk) {
          walks.store(walk, std::memory_order_release);
          for (int i = 0; i < kSize; ++i) sum += at[i];
        }
        benchmark::DoNotOptimize(sum);
      },
      static_cast<double>(kAccesses / kSize) * kSize);
}

constexpr int kRounds = 5'000;

template <typename Mutex>
void lock_and_unlock(State& state) {
  measure(
      state,
      [] {
        Mutex mutex;
        for (int i = 0; i < kRounds; ++i) {
          mutex.lock();
          mutex.unlock();
        }
      },
      kRounds);
}

BENCHMARK(one_variable)->Unit(benchmark::kMillisecond);
BENCHMARK(array)->Unit(benchmark::kMillisecond);
BENCHMARK(array_after_release)->Unit(benchmark::kMillisecond);
BENCHMARK(lock_and_unlock<weft::Mutex>)->Unit(benchmark::kMillisecond);
BENCHMARK(lock_and_unlock<std::mutex>)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace weft::benchmarks
