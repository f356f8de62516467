// choose and assume: every value once, and nothing of what was assumed away.
#include "weft/primitives/choose.h"

#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <utility>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

TEST(Choose, ExploresEveryValueOnce) {
  std::set<int> seen;  // some executions are run twice
  const Report report = explore([&] { seen.insert(choose(4)); });
  EXPECT_EQ(seen, (std::set<int>{0, 1, 2, 3}));
  EXPECT_EQ(report.executions, 4U);
}

TEST(Choose, ExploresMoreValuesThanFitOnAStack) {
  EXPECT_EQ(explore([] { (void)choose(100); }).executions, 100U);
}

TEST(Choose, MayDependOnAnEarlierChoice) {
  std::set<std::pair<int, int>> seen;
  const Report report = explore([&] {
    const int n = choose(3);
    seen.emplace(n, choose(n + 1));
  });
  EXPECT_EQ(seen.size(), 6U);
  EXPECT_EQ(report.executions, 6U);
}

TEST(Choose, IsNotOrderedAgainstWhatOthersDo) {
  const Report report = explore([] {
    go([] { (void)choose(2); });
    go([] { (void)choose(3); });
  });
  EXPECT_EQ(report.executions, 6U);
}

TEST(Choose, IsExploredByTheNaiveSearchToo) {
  Options naive;
  naive.strategy = "naive";
  EXPECT_EQ(explore([] { (void)choose(5); }, naive).executions, 5U);
}

TEST(Choose, RefusesAnEmptyChoice) {
  bool refused = false;
  (void)explore([&] {
    try {
      (void)choose(0);
    } catch (const std::invalid_argument&) {
      refused = true;
    }
  });
  EXPECT_TRUE(refused);
}

TEST(Choose, OutsideAScenarioIsMisuse) {
  EXPECT_THROW((void)choose(2), std::logic_error);
}

TEST(Assume, LeavesOutWhatGoesWrongWhereItDoesNotHold) {
  const Report report = explore([] {
    const int divisor = choose(3);
    assume(divisor != 0);
    if (divisor == 0) panic("division by zero");
  });
  EXPECT_EQ(report.verdict, Verdict::verified);
}

TEST(Assume, LeavesOutWhatWentWrongBefore) {
  const Report report = explore([] {
    Shared<int> x(0, "x");
    go([&] { x.store(1); });
    x.store(2);
    assume(false);
  });
  EXPECT_TRUE(report.counterexamples.empty());
}

TEST(Assume, StillFindsWhatGoesWrongWhereItHolds) {
  const Report report = explore([] {
    const int n = choose(3);
    assume(n != 0);
    if (n == 2) panic("two");
  });
  EXPECT_EQ(report.verdict, Verdict::violation);
}

}  // namespace
}  // namespace weft
