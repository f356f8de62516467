#include "weft/explorer/search/pct.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/random_walk.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/run_program.h"

namespace weft {
namespace {

/// A bug of depth 2: all of the long one happens between two certain steps of the other.
void hidden() {
  auto x = std::make_shared<Atomic<int>>();
  auto y = std::make_shared<Atomic<int>>();
  go([=] {
    for (int i = 0; i < 10; ++i) y->store(i);
    const int before = x->load();
    if (before == 0 && x->load() == 20) panic("all at once");
    for (int i = 0; i < 10; ++i) y->store(i);
  });
  go([=] {
    for (int i = 1; i <= 20; ++i) x->store(i);
  });
}

/// How many of so many executions show the bug.
int hits(kernel::Strategy& strategy, int executions) {
  kernel::World world;
  int found = 0;
  for (int i = 0; i < executions; ++i) {
    const kernel::Execution& execution = world.run(hidden, strategy);
    found += execution.incidents().empty() ? 0 : 1;
    (void)strategy.learn(execution);
  }
  return found;
}

class PctOfSeed : public testing::TestWithParam<std::uint64_t> {};

TEST_P(PctOfSeed, ShowsABugOfKnownDepthAtLeastAsOftenAsItPromises) {
  constexpr int kExecutions = 20'000;
  search::Pct pct(GetParam(), 2);
  const int found = hits(pct, kExecutions);
  const double promised = kExecutions * pct.probability();
  ASSERT_GT(promised, 100);  // enough of them for chance not to matter
  EXPECT_GE(found, promised * 0.7) << "seed " << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Seeds, PctOfSeed, testing::Values(1, 2, 3));

TEST(Pct, FindsWhatARandomWalkDoesNot) {
  search::RandomWalk walk(1);
  search::Pct pct(1, 2);
  EXPECT_EQ(hits(walk, 5'000), 0);
  EXPECT_GT(hits(pct, 5'000), 20);
}

TEST(Pct, NeedsNoChangesForABugOfDepthOne) {
  kernel::World world;
  search::Pct pct(1, 1);
  const auto order = [] {
    auto x = std::make_shared<Atomic<int>>();
    go([=] { x->store(1); });
    go([=] {
      if (x->load() == 0) panic("too early");
    });
  };
  int found = 0;
  for (int i = 0; i < 1'000; ++i) {
    const kernel::Execution& execution = world.run(order, pct);
    found += execution.incidents().empty() ? 0 : 1;
    (void)pct.learn(execution);
  }
  EXPECT_DOUBLE_EQ(pct.probability(), 1.0 / 3);  // main, and two more
  EXPECT_GT(found, 300);
}

TEST(Pct, RepeatsItselfWithTheSameSeed) {
  const auto traces = [](std::uint64_t seed) {
    kernel::World world;
    search::Pct pct(seed, 3);
    std::string all;
    for (int i = 0; i < 10; ++i) {
      const kernel::Execution& execution = world.run(hidden, pct);
      all += testing_support::canonical(execution) + "\n";
      (void)pct.learn(execution);
    }
    return all;
  };
  EXPECT_EQ(traces(7), traces(7));
  EXPECT_NE(traces(7), traces(8));
}

TEST(Pct, SaysItsProbability) {
  kernel::World world;
  search::Pct pct(1, 3);
  EXPECT_EQ(hits(pct, 100) + 1 > 0, true);
  const kernel::Account account = pct.account();
  ASSERT_EQ(account.notes.size(), 1U);
  EXPECT_NE(account.notes[0].find("a bug of depth 3"), std::string::npos) << account.notes[0];
  EXPECT_NE(account.notes[0].find("1/(3 x 42^2)"), std::string::npos) << account.notes[0];
  EXPECT_EQ(account.bound, "");
}

}  // namespace
}  // namespace weft
