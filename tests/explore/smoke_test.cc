// The kernel and the first primitives, under the naive search.
#include <gtest/gtest.h>

#include <functional>

#include "weft/explorer/search/naive.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/each_execution.h"

namespace weft {
namespace {

struct Seen {
  int executions = 0;
  int stuck = 0;
  int incidents = 0;
};

Seen explore(const std::function<void()>& scenario) {
  kernel::World world;
  search::Naive naive;
  Seen seen;
  const auto add = [&](const kernel::Execution& execution) {
    ++seen.executions;
    for (const auto& goroutine : execution.goroutines()) seen.stuck += !goroutine.finished;
    seen.incidents += static_cast<int>(execution.incidents().size());
    return true;
  };
  testing_support::each_execution(
      world, scenario, naive, [&] { seen = {}; }, add);
  return seen;
}

TEST(Smoke, OppositeLocksCanDeadlock) {
  const Seen seen = explore([] {
    Mutex a("a");
    Mutex b("b");
    WaitGroup all;
    all.add(2);
    go([&] {
      std::scoped_lock first(a);
      std::scoped_lock second(b);
      all.done();
    });
    go([&] {
      std::scoped_lock first(b);
      std::scoped_lock second(a);
      all.done();
    });
    all.wait();
  });
  EXPECT_GT(seen.stuck, 0);
}

TEST(Smoke, AChannelCarriesValues) {
  int sum = 0;
  const Seen seen = explore([&] {
    sum = 0;
    Chan<int> jobs("jobs");
    go([=] {
      for (int i = 1; i <= 3; ++i) jobs.send(i);
      jobs.close();
    });
    for (int job : jobs) sum += job;
  });
  EXPECT_EQ(sum, 6);
  EXPECT_EQ(seen.stuck, 0);
  EXPECT_EQ(seen.executions, 1);
}

TEST(Smoke, SelectTakesTheDefaultWhenNothingIsReady) {
  int defaults = 0;
  int values = 0;
  explore([&] {
    Chan<int> jobs(1, "jobs");
    go([=] { jobs.send(1); });
    select(recv(jobs, [&](int) { ++values; }), otherwise([&] { ++defaults; }));
  });
  EXPECT_GT(defaults, 0);
  EXPECT_GT(values, 0);
}

TEST(Smoke, UnsynchronisedWritesRace) {
  const Seen seen = explore([] {
    Shared<int> x(0, "x");
    go([&] { x.store(1); });
    x.store(2);
  });
  EXPECT_GT(seen.incidents, 0);
}

TEST(Smoke, SendOnClosedPanics) {
  const Seen seen = explore([] {
    Chan<int> jobs(1);
    go([=] { jobs.send(1); });
    jobs.close();
  });
  EXPECT_EQ(seen.incidents, 1);
  EXPECT_EQ(seen.executions, 2);
}

}  // namespace
}  // namespace weft
