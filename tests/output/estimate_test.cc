// How large a search is, and why: the right objects and lines are named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <string>

#include "weft/explorer/explore/estimation.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/output/why_large.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/known_programs.h"

namespace weft {
namespace {

using testing::HasSubstr;

weft::Scenario named(const std::function<void()>& body) {
  weft::Scenario scenario;
  scenario.name = "scenario";
  scenario.body = body;
  return scenario;
}

constexpr int kLockLine = __LINE__ + 5;
void one_hot_lock() {
  auto hot = std::make_shared<Mutex>("hot");
  for (int g = 0; g < 4; ++g) {
    go([=] {
      hot->lock();
      hot->unlock();
      Mutex own("own");  // nobody else's
      own.lock();
      own.unlock();
    });
  }
}

TEST(Estimation, OfASmallSearchIsTheNumber) {
  const Estimation estimation = estimate(named(one_hot_lock), {});
  EXPECT_EQ(estimation.estimate.executions, 24);
  EXPECT_EQ(estimation.estimate.low, 24);
  EXPECT_EQ(estimation.estimate.high, 24);
  EXPECT_EQ(estimation.estimate.descents, 0U);
}

TEST(Estimation, NamesTheObjectAndTheLineThatMakeItLarge) {
  const Estimation estimation = estimate(named(one_hot_lock), {});
  ASSERT_EQ(estimation.hot_spots.size(), 1U);
  const HotSpot& spot = estimation.hot_spots[0];
  EXPECT_EQ(spot.object, "hot");
  EXPECT_EQ(spot.first.operation, "lock");
  EXPECT_EQ(spot.first.line, kLockLine);
  EXPECT_EQ(spot.first, spot.second);
  EXPECT_EQ(spot.share, 1);
  EXPECT_EQ(
      output::why_large(estimation, {}),
      "     100 % of the branching: hot, lock at estimate_test.cc:" + std::to_string(kLockLine) +
          " by two goroutines\n"
          "           fewer goroutines or rounds; what is only read needs no lock\n");
}

constexpr int kLoadLine = __LINE__ + 6;
constexpr int kStoreLine = kLoadLine + 3;
void two_lines() {
  auto flag = std::make_shared<Atomic<int>>(0, "flag");
  auto quiet = std::make_shared<Atomic<int>>(0, "quiet");
  go([=] {
    (void)flag->load();
    (void)quiet->load();
  });
  go([=] { flag->store(1); });
}

TEST(Estimation, NamesBothLinesOfAPair) {
  const Estimation estimation = estimate(named(two_lines), {});
  ASSERT_EQ(estimation.hot_spots.size(), 1U);
  const HotSpot& spot = estimation.hot_spots[0];
  EXPECT_EQ(spot.object, "flag");
  EXPECT_EQ(std::min(spot.first.line, spot.second.line), kLoadLine);
  EXPECT_EQ(std::max(spot.first.line, spot.second.line), kStoreLine);
}

/// The goroutine that is overtaken does something else first: that is not what it is about.
constexpr int kSlowLoadLine = __LINE__ + 8;
void something_else_first() {
  auto shared = std::make_shared<Atomic<int>>(0, "shared");
  auto quiet = std::make_shared<Atomic<int>>(0, "quiet");
  go([=] {
    (void)quiet->load();
    (void)quiet->load();
    for (int i = 0; i < 2; ++i) {
      (void)shared->load();
      (void)quiet->load();
    }
  });
  go([=] { shared->store(1); });
}

TEST(Estimation, NamesTheLineThatConflictsNotTheNextOne) {
  const Estimation estimation = estimate(named(something_else_first), {});
  ASSERT_FALSE(estimation.hot_spots.empty());
  for (const HotSpot& spot : estimation.hot_spots) {
    EXPECT_EQ(spot.object, "shared");
    EXPECT_EQ(std::min(spot.first.line, spot.second.line), kSlowLoadLine);
  }
}

TEST(Estimation, AChoiceIsNoPairOfLines) {
  const Estimation estimation = estimate(named([] { (void)choose(3); }), {});
  EXPECT_EQ(estimation.estimate.executions, 3);
  ASSERT_EQ(estimation.hot_spots.size(), 1U);
  EXPECT_EQ(estimation.hot_spots[0].second, HotSpot::Place{});
  EXPECT_EQ(estimation.hot_spots[0].hint, "fewer values to choose from");
  EXPECT_THAT(output::why_large(estimation, {}), HasSubstr(" and what that rules out\n"));
}

TEST(Estimation, SaysAHintOnceForLinesInARow) {
  Estimation estimation;
  for (const char* const hint : {"less", "less", "more"}) {
    estimation.hot_spots.emplace_back().hint = hint;
  }
  const std::string text = output::why_large(estimation, {});
  EXPECT_EQ(text.find("less"), text.rfind("less"));
  EXPECT_THAT(text, HasSubstr("more"));
}

TEST(Estimation, BrokenOffIsALowerBound) {
  const Estimation estimation = estimate(named(testing_support::lockers(5, 3)), {},
                                         {.population = 250, .max_events = 10'000});
  EXPECT_GT(estimation.estimate.executions, 100);
  EXPECT_TRUE(std::isinf(estimation.estimate.high));
}

TEST(Estimate, IsNotLessThanWhatHasBeenMade) {
  const Estimate before{.executions = 100, .low = 50, .high = 200, .descents = 10};
  const Estimate inside = before.knowing(150);
  EXPECT_EQ(inside.low, 150);
  EXPECT_EQ(inside.executions, 150);
  EXPECT_EQ(inside.high, 200);
  const Estimate beyond = before.knowing(1000);
  EXPECT_EQ(beyond.executions, 1000);
  EXPECT_TRUE(std::isinf(beyond.high));
  EXPECT_EQ(before.knowing(10).executions, 100);
}

}  // namespace
}  // namespace weft
