// Random programs of std::atomic, std::mutex and plain variables: what the naive search sees of
// outcomes and races, the reduced one sees, too.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "weft/explorer/explore/explore.h"

namespace weft {
namespace {

enum class Verb : std::uint8_t { load, store, exchange, add, compare, fence, lock, read, write };

struct Step {
  Verb verb;
  std::uint8_t variable;
  std::uint8_t order;  // 0: weakest … 2: strongest
  std::uint8_t value;
};
using Thread = std::vector<Step>;
using Program = std::vector<Thread>;

Program random_program(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&](std::uint64_t n) { return static_cast<std::uint8_t>(random() % n); };
  Program program(2 + below(2));
  for (Thread& thread : program) {
    const std::size_t steps = program.size() == 2 ? 2 + below(3) : 1 + below(2);
    for (std::size_t i = 0; i < steps; ++i) {
      thread.push_back({static_cast<Verb>(below(9)), below(2), below(3), below(3)});
    }
  }
  return program;
}

constexpr std::memory_order kLoad[] = {std::memory_order_relaxed, std::memory_order_acquire,
                                       std::memory_order_seq_cst};
constexpr std::memory_order kStore[] = {std::memory_order_relaxed, std::memory_order_release,
                                        std::memory_order_seq_cst};
constexpr std::memory_order kModify[] = {std::memory_order_relaxed, std::memory_order_acq_rel,
                                         std::memory_order_seq_cst};

struct State {
  std::array<std::atomic<int>, 2> atomics{};
  std::array<int, 2> plain{};
  std::array<std::mutex, 2> mutexes;
};

/// What a thread has seen, as a number. Plain values count only if all their orders are explored.
std::uint32_t run(const Thread& thread, State& state, bool plain_counts) {
  std::uint32_t seen = 1;
  for (const Step& step : thread) {
    std::atomic<int>& atomic = state.atomics[step.variable];
    int value = 0;
    switch (step.verb) {
      case Verb::load:
        value = atomic.load(kLoad[step.order]);
        break;
      case Verb::store:
        atomic.store(step.value, kStore[step.order]);
        break;
      case Verb::exchange:
        value = atomic.exchange(step.value, kModify[step.order]);
        break;
      case Verb::add:
        value = atomic.fetch_add(1, kModify[step.order]);
        break;
      case Verb::compare:
        value = step.value;
        atomic.compare_exchange_strong(value, 2, kModify[step.order], kLoad[step.order]);
        break;
      case Verb::fence:
        std::atomic_thread_fence(kModify[step.order]);
        break;
      case Verb::lock: {
        const std::lock_guard lock(state.mutexes[step.variable]);
        value = state.plain[step.variable]++;
        if (!plain_counts) value = 0;
        break;
      }
      case Verb::read:
        value = state.plain[step.variable];
        if (!plain_counts) value = 0;
        break;
      case Verb::write:
        state.plain[step.variable] = step.value;
        break;
    }
    seen = seen * 7 + static_cast<std::uint32_t>(value);
  }
  return seen;
}

constexpr std::size_t kOutcomes = 1 << 14;

/// On the test's own stack: what is written there outlives an execution.
struct Seen {
  std::array<bool, kOutcomes> outcomes{};
  bool races = false;
  std::uint64_t executions = 0;
  std::uint64_t redundant = 0;
};

void explore_all(const Program& program, const Options& options, bool plain_counts, Seen& seen) {
  const Report report = explore(
      [&] {
        State state;
        std::array<std::uint32_t, 4> results{};
        std::vector<std::thread> threads;
        for (std::size_t t = 0; t < program.size(); ++t) {
          threads.emplace_back([&, t] { results[t] = run(program[t], state, plain_counts); });
        }
        std::uint32_t outcome = 0;
        for (std::size_t t = 0; t < threads.size(); ++t) {
          threads[t].join();
          outcome = outcome * 31 + results[t];
        }
        for (const auto& atomic : state.atomics) {
          outcome = outcome * 31 + static_cast<std::uint32_t>(atomic.load());
        }
        seen.outcomes[outcome % kOutcomes] = true;
      },
      options);
  for (const Counterexample& c : report.counterexamples) {
    EXPECT_EQ(c.finding.kind, kind::kDataRace) << c.finding.message;
    seen.races = true;
  }
  seen.executions = report.executions;
  seen.redundant = report.redundant;
}

TEST(RandomPrograms, ShowTheSameOutcomesAndRacesReducedOrNot) {
  std::uint64_t naive_executions = 0;
  std::uint64_t executions = 0;
  std::uint64_t racy = 0;
  constexpr std::uint64_t kPrograms = 60;
  for (std::uint64_t seed = 1; seed <= kPrograms; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Program program = random_program(seed);
    Seen reduced;
    Seen naive;
    explore_all(program, {.strategy = "dpor", .keep_going = true}, false, reduced);
    explore_all(program, {.strategy = "naive", .keep_going = true}, false, naive);
    EXPECT_EQ(reduced.outcomes, naive.outcomes);
    EXPECT_EQ(reduced.races, naive.races);
    EXPECT_EQ(reduced.redundant, 0U);
    EXPECT_LE(reduced.executions, naive.executions);
    naive_executions += naive.executions;
    executions += reduced.executions;
    racy += naive.races ? 1 : 0;
  }
  EXPECT_GT(racy, kPrograms / 10);
  EXPECT_LT(racy, kPrograms * 9 / 10);
  EXPECT_LT(executions * 2, naive_executions);
  RecordProperty("executions",
                 std::to_string(executions) + " of " + std::to_string(naive_executions));
}

/// Where races are explored, plain values count, too.
TEST(RandomPrograms, WithTheirRacesExploredShowTheSameOutcomesReducedOrNot) {
  std::uint64_t naive_executions = 0;
  std::uint64_t executions = 0;
  constexpr std::uint64_t kPrograms = 40;
  for (std::uint64_t seed = 101; seed < 101 + kPrograms; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Program program = random_program(seed);
    Seen reduced;
    Seen naive;
    explore_all(program, {.keep_going = true, .races = Races::explore}, true, reduced);
    explore_all(program, {.strategy = "naive", .keep_going = true, .races = Races::explore}, true,
                naive);
    EXPECT_EQ(reduced.outcomes, naive.outcomes);
    EXPECT_FALSE(reduced.races || naive.races);
    EXPECT_LE(reduced.executions, naive.executions);
    naive_executions += naive.executions;
    executions += reduced.executions;
  }
  EXPECT_LT(executions * 2, naive_executions);
  RecordProperty("executions",
                 std::to_string(executions) + " of " + std::to_string(naive_executions));
}

}  // namespace
}  // namespace weft
