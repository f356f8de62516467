// Once it is warm, a search allocates nothing: what is allocated is the scenario's own.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/bounded.h"
#include "weft/explorer/search/dpor.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/known_programs.h"
#include "weft/tests/support/usual.h"

namespace {

thread_local std::uint64_t allocations = 0;

void* counted(std::size_t bytes) {
  ++allocations;
  if (void* const memory = std::malloc(bytes)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t bytes) {
  return counted(bytes);
}
void* operator new[](std::size_t bytes) {
  return counted(bytes);
}
void* operator new(std::size_t bytes, const std::nothrow_t& /*nothrow*/) noexcept {
  ++allocations;
  return std::malloc(bytes);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t /*bytes*/) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t /*bytes*/) noexcept {
  std::free(memory);
}

namespace weft {
namespace {

using namespace testing_support;

/// What the loop of an exploration allocates in `count` executions, when it has been through as
/// many before.
std::uint64_t allocated(const weft::Scenario& scenario, kernel::Strategy& strategy, int count) {
  kernel::World world;
  world.expect_loops(false);
  Inspector inspector;
  const auto search = [&] {
    strategy.restart();
    for (int n = 0; n < count; ++n) {
      const kernel::Execution& execution = world.run(scenario.body, strategy);
      if (world.learned_something()) return false;
      EXPECT_TRUE(inspector.inspect(execution).empty());
      (void)strategy.learn(execution);
    }
    return true;
  };
  while (!search()) {
  }
  const std::uint64_t before = allocations;
  EXPECT_TRUE(search());
  return allocations - before;
}

struct Case {
  std::string name;
  std::function<void()> body;
  int executions;
};

class Allocation : public testing::TestWithParam<Case> {};

TEST_P(Allocation, IsTheScenariosOwn) {
  const weft::Scenario scenario{.name = "test", .body = GetParam().body};
  Usual usual;
  search::Dpor dpor;
  EXPECT_EQ(allocated(scenario, dpor, GetParam().executions),
            allocated(scenario, usual, GetParam().executions));
}

void three_lock_twice() {
  Mutex mu;
  for (int g = 0; g < 3; ++g) {
    go([&mu] {
      for (int k = 0; k < 2; ++k) {
        mu.lock();
        mu.unlock();
      }
    });
  }
}

INSTANTIATE_TEST_SUITE_P(OfASearch, Allocation,
                         testing::Values(Case{"Mutex", lockers(3, 3), 1680},
                                         Case{"MutexOnTheStack", three_lock_twice, 90},
                                         Case{"LastZero", last_zero(7), 320},
                                         Case{"Readers", store_and_loads(8), 256},
                                         Case{"Buffered", senders_to_one_receiver(3, 2, 2), 90},
                                         Case{"Unbuffered", senders_to_one_receiver(5, 1, 0), 120},
                                         Case{"FanOut", fan_out(6, 3), 729}),
                         [](const auto& info) { return info.param.name; });

/// Nothing but pointers is captured, nothing is on the heap.
TEST(Allocation, IsNoneIfTheScenarioAllocatesNothing) {
  search::Dpor dpor;
  EXPECT_EQ(allocated({.name = "test", .body = three_lock_twice}, dpor, 90), 0U);
}

TEST(Allocation, IsNoneWithinABoundOfPreemptionsEither) {
  search::Bounded bounded(2);
  EXPECT_EQ(allocated({.name = "test", .body = three_lock_twice}, bounded, 60), 0U);
}

/// The whole of it: strategy, promises, budget, the check that the scenario is deterministic.
TEST(Allocation, DoesNotGrowWithTheNumberOfExecutions) {
  const auto allocated_in = [](std::uint64_t executions) {
    Options options;
    options.max_executions = executions;
    const std::uint64_t before = allocations;
    EXPECT_EQ(explore(lockers(4, 3), options).executions, executions);
    return allocations - before;
  };
  (void)allocated_in(100);
  constexpr std::uint64_t kOfTheScenario = 5;  // what lockers() shares, and four closures
  constexpr std::uint64_t kRunTwice =
      4000 / 128 + 2;  // to see whether the scenario is deterministic
  EXPECT_LE(allocated_in(12'000) - allocated_in(8'000), 4000 * kOfTheScenario + kRunTwice * 20);
}

}  // namespace
}  // namespace weft
