#include "weft/explorer/search/auto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>

#include "weft/explorer/kernel/world.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/known_programs.h"

namespace weft {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

/// 90 traces; with at most two preemptions not all of them.
void three_adders() {
  auto x = std::make_shared<Atomic<int>>();
  for (int g = 0; g < 3; ++g) {
    go([=] {
      for (int i = 0; i < 2; ++i) (void)x->fetch_add(1);
    });
  }
}

/// Of so many executions.
search::Auto::Budget at_most(double all) {
  return [all](std::uint64_t made) -> search::Auto::Left {
    const double left = std::max(0.0, all - static_cast<double>(made));
    return {.share = left / all, .executions = left};
  };
}

search::Auto::Left unlimited(std::uint64_t /*made*/) {
  return {};
}

/// Makes at most so many executions; true: nothing is left.
bool finishes(kernel::World& world, search::Auto& search, const std::function<void()>& body,
              int executions) {
  bool more = true;
  for (int i = 0; i < executions && more; ++i) more = search.learn(world.run(body, search));
  return !more;
}

bool finishes(search::Auto& search, const std::function<void()>& body, int executions) {
  kernel::World world;
  return finishes(world, search, body, executions);
}

TEST(Auto, ExploresFewPreemptionsFirstAndThenAll) {
  search::Auto search(unlimited, 1, 3);
  ASSERT_TRUE(finishes(search, three_adders, 100'000));
  EXPECT_THAT(search.account().notes, ElementsAre(HasSubstr("at most 2 preemptions was explored"),
                                                  "then every trace (90 executions)"));
  EXPECT_EQ(search.account().bound, "");
}

TEST(Auto, EndsWhereTwoPreemptionsAreAllThereIs) {
  search::Auto search(unlimited, 1, 3);
  const auto two = [] {
    auto x = std::make_shared<Atomic<int>>();
    for (int g = 0; g < 2; ++g) go([=] { (void)x->fetch_add(1); });
  };
  EXPECT_TRUE(finishes(search, two, 100));
}

TEST(Auto, ExploresAllWhereTheEstimateSaysThatTheBudgetAllowsIt) {
  search::Auto search(at_most(20'000), 1, 3);
  ASSERT_TRUE(finishes(search, three_adders, 20'000));
  EXPECT_THAT(search.account().notes, ElementsAre(HasSubstr("at most 2 preemptions was explored"),
                                                  HasSubstr("every trace takes 90 executions"),
                                                  "then every trace (90 executions)"));
}

/// 15!/(3!)^5 = 168,168,000 traces.
TEST(Auto, GoesOnAtRandomWhereTheEstimateSaysThatTheBudgetIsFarTooSmall) {
  search::Auto search(at_most(2'000), 1, 3);
  EXPECT_FALSE(finishes(search, testing_support::adders(5, 3, true), 2'000));
  EXPECT_THAT(search.account().notes,
              ElementsAre(HasSubstr("first "),
                          AllOf(HasSubstr("descents"), HasSubstr("and the budget leaves ")),
                          HasSubstr("then random executions")));
}

/// One that is close is not given up: 1,680 traces, of which the budget allows about two in three.
TEST(Auto, TriesWhatMayJustBePossible) {
  search::Auto search(at_most(1'800), 1, 3);
  EXPECT_FALSE(finishes(search, testing_support::lockers(3, 3), 1'800));
  EXPECT_THAT(search.account().notes.back(), HasSubstr("then every trace ("));
}

TEST(Auto, GivesUpOnAllOnceItTurnsOutToBeTooSlow) {
  double pace = 1e6;  // executions that the clock allows: nobody knows it beforehand
  const auto budget = [&](std::uint64_t made) -> search::Auto::Left {
    return {.share = made < 100 ? 1 : 0.7, .executions = pace};
  };
  search::Auto search(budget, 1, 3);
  kernel::World world;
  EXPECT_FALSE(finishes(world, search, testing_support::lockers(4, 3), 50'000));
  EXPECT_THAT(search.account().notes.back(), HasSubstr("then every trace ("));
  pace = 10;
  EXPECT_FALSE(finishes(world, search, testing_support::lockers(4, 3), 2'000));
  EXPECT_THAT(search.account().notes.back(), HasSubstr("then random executions"));
}

TEST(Auto, StartsAllOverWhenFootprintsChange) {
  search::Auto search(unlimited, 1, 3);
  ASSERT_FALSE(finishes(search, three_adders, 150));
  search.restart();
  ASSERT_TRUE(finishes(search, three_adders, 100'000));
  EXPECT_EQ(search.account().notes.size(), 2U);
}

}  // namespace
}  // namespace weft
