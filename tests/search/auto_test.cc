#include "weft/explorer/search/auto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "weft/explorer/kernel/world.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

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

/// Makes at most so many executions; true: nothing is left.
bool finishes(search::Auto& search, const std::function<void()>& body, int executions) {
  kernel::World world;
  bool more = true;
  for (int i = 0; i < executions && more; ++i) more = search.learn(world.run(body, search));
  return !more;
}

TEST(Auto, ExploresFewPreemptionsFirstAndThenAll) {
  search::Auto search([] { return 0.0; }, 1, 3);
  ASSERT_TRUE(finishes(search, three_adders, 100'000));
  EXPECT_THAT(search.account().notes, ElementsAre(HasSubstr("at most 2 preemptions was explored"),
                                                  "then every trace (90 executions)"));
  EXPECT_EQ(search.account().bound, "");
}

TEST(Auto, EndsWhereTwoPreemptionsAreAllThereIs) {
  search::Auto search([] { return 0.0; }, 1, 3);
  const auto two = [] {
    auto x = std::make_shared<Atomic<int>>();
    for (int g = 0; g < 2; ++g) go([=] { (void)x->fetch_add(1); });
  };
  EXPECT_TRUE(finishes(search, two, 100));
}

TEST(Auto, GoesOnAtRandomWhereTimeIsShort) {
  double used = 0;
  search::Auto search([&] { return used += 0.05; }, 1, 3);
  EXPECT_FALSE(finishes(search, three_adders, 1'000));
  EXPECT_THAT(search.account().notes,
              ElementsAre(HasSubstr("first "), HasSubstr("there was no time for every trace"),
                          HasSubstr("then random executions")));
}

TEST(Auto, StartsAllOverWhenFootprintsChange) {
  search::Auto search([] { return 0.0; }, 1, 3);
  ASSERT_FALSE(finishes(search, three_adders, 150));
  search.restart();
  ASSERT_TRUE(finishes(search, three_adders, 100'000));
  EXPECT_EQ(search.account().notes.size(), 2U);
}

}  // namespace
}  // namespace weft
