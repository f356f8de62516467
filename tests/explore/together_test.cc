// A search on several threads reports what one thread reports.
#include <gtest/gtest.h>

#include <memory>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

Options on(std::size_t jobs) {
  Options options;
  options.jobs = jobs;
  return options;
}

void many_traces() {
  auto mu = std::make_shared<Mutex>("mu");
  for (int g = 0; g < 3; ++g) {
    go([=] {
      for (int k = 0; k < 4; ++k) {
        mu->lock();
        mu->unlock();
      }
    });
  }
}

/// Wrong in one of 34650 traces, a late one.
void wrong_once() {
  auto mu = std::make_shared<Mutex>("mu");
  auto order = std::make_shared<std::vector<int>>();
  for (int g = 0; g < 3; ++g) {
    go([=] {
      for (int k = 0; k < 4; ++k) {
        mu->lock();
        order->push_back(g);
        mu->unlock();
      }
      if (*order == std::vector{2, 2, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0}) panic("the last order");
    });
  }
}

TEST(Together, CountsWhatOneThreadCounts) {
  const Report alone = explore(many_traces, on(1));
  const Report together = explore(many_traces, on(2));
  EXPECT_EQ(alone.executions, 34'650U);
  EXPECT_EQ(together.executions, alone.executions);
  EXPECT_EQ(together.verdict, Verdict::verified);
}

TEST(Together, ReportsTheCounterexampleThatOneThreadReports) {
  const Report alone = explore(wrong_once, on(1));
  const Report together = explore(wrong_once, on(2));
  ASSERT_EQ(alone.counterexamples.size(), 1U);
  ASSERT_EQ(together.counterexamples.size(), 1U);
  EXPECT_EQ(together.counterexamples[0].token, alone.counterexamples[0].token);
  EXPECT_EQ(together.executions, alone.executions);
}

TEST(Together, StopsWhenTheBudgetIsUsedUp) {
  Options options = on(2);
  options.max_executions = 8000;
  const Report report = explore(many_traces, options);
  EXPECT_EQ(report.verdict, Verdict::not_proved);
  EXPECT_LT(report.executions, 10'000U);
}

}  // namespace
}  // namespace weft
