#include "weft/explorer/search/random_walk.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

#include "weft/explorer/kernel/world.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/run_program.h"

namespace weft {
namespace {

const auto three_adders = [] {
  auto x = std::make_shared<Atomic<int>>();
  for (int g = 0; g < 3; ++g) go([=] { (void)x->fetch_add(1); });
};

std::string traces_of(std::uint64_t seed, int walks) {
  kernel::World world;
  search::RandomWalk walk(seed);
  std::string all;
  for (int i = 0; i < walks; ++i) {
    const kernel::Execution& execution = world.run(three_adders, walk);
    all += testing_support::canonical(execution) + "\n";
    EXPECT_TRUE(walk.learn(execution));
  }
  return all;
}

TEST(RandomWalk, RepeatsItselfWithTheSameSeed) {
  EXPECT_EQ(traces_of(7, 20), traces_of(7, 20));
}

TEST(RandomWalk, DiffersWithAnotherSeed) {
  EXPECT_NE(traces_of(7, 20), traces_of(8, 20));
}

TEST(RandomWalk, ComesByEveryTraceOfASmallScenario) {
  kernel::World world;
  search::RandomWalk walk(1);
  std::set<std::string> traces;
  for (int i = 0; i < 200; ++i) {
    traces.insert(testing_support::canonical(world.run(three_adders, walk)));
  }
  EXPECT_EQ(traces.size(), 6U);
}

}  // namespace
}  // namespace weft
