#include "weft/explorer/gtest/weft_test.h"

#include <gmock/gmock.h>

#include <mutex>
#include <thread>

#include "weft/explorer/explore/explore.h"

namespace weft {
namespace {

std::uint64_t executions_of(const std::function<void()>& body) {
  const Report report = explore(body);
  EXPECT_EQ(report.verdict, Verdict::verified) << testing::PrintToString(report);
  return report.executions;
}

WEFT_TEST(UnmodifiedFirst, AMutexKeepsACounter) {
  std::mutex mutex;
  int counter = 0;
  const auto add = [&] {
    const std::lock_guard lock(mutex);
    ++counter;
  };
  std::thread a(add);
  std::thread b(add);
  a.join();
  b.join();
  EXPECT_EQ(counter, 2);
}

TEST(UnmodifiedFirst, TwoMutexesInTwoOrdersAreADeadlock) {
  EXPECT_FINDS(kind::kDeadlock, [] {
    std::mutex left;
    std::mutex right;
    std::thread a([&] {
      const std::lock_guard first(left);
      const std::lock_guard second(right);
    });
    std::thread b([&] {
      const std::lock_guard first(right);
      const std::lock_guard second(left);
    });
    a.join();
    b.join();
  });
}

TEST(UnmodifiedFirst, StartingAndJoiningCostsNoExecution) {
  EXPECT_EQ(executions_of([] {
              std::thread a([] {});
              std::thread b([] {});
              b.join();
              a.join();
            }),
            1U);
}

void lock_twice_each(int threads) {
  std::mutex mutex;
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&] {
      for (int k = 0; k < 2; ++k) const std::lock_guard lock(mutex);
    });
  }
  for (std::thread& thread : all) thread.join();
}

TEST(UnmodifiedFirst, EveryOrderOfLocksIsExploredOnce) {
  EXPECT_EQ(executions_of([] { lock_twice_each(2); }), 6U);
  EXPECT_EQ(executions_of([] { lock_twice_each(3); }), 90U);
}

}  // namespace
}  // namespace weft
