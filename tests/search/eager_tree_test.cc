// The eager tree has an execution for every trace: so its size is the number of traces.
#include <gtest/gtest.h>

#include <cstdint>
#include <iostream>
#include <limits>
#include <set>
#include <string>

#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/descents.h"
#include "weft/explorer/search/dpor.h"
#include "weft/tests/support/counting.h"
#include "weft/tests/support/known_programs.h"
#include "weft/tests/support/random_program.h"

namespace weft {
namespace {

using namespace testing_support;

/// A population nobody is left out of: the whole tree.
search::Descents::Shape everything() {
  return {.population = std::numeric_limits<std::size_t>::max(), .rounds = 1};
}

struct Case {
  std::string name;
  std::uint64_t traces;
  Scenario scenario;
  int close = 95;  ///< of 100 estimates at least so many are within a factor of two
};

class EagerTreeOf : public testing::TestWithParam<Case> {};

TEST_P(EagerTreeOf, HasANodeForEveryTrace) {
  search::Descents all(everything());
  const Counted counted = count(GetParam().scenario, all);
  EXPECT_EQ(counted.executions, GetParam().traces);
  EXPECT_TRUE(all.exact());
  EXPECT_EQ(all.size().executions, static_cast<double>(GetParam().traces));
}

INSTANTIATE_TEST_SUITE_P(
    Programs, EagerTreeOf,
    testing::Values(
        Case{"Senders4", 24, senders_to_one_receiver(4, 1, 0)},
        Case{"Pairings4", 24, senders_and_receivers(4, 4, 0)},
        Case{"Buffered3", 36, senders_and_receivers(3, 3, 1)},
        Case{"Producers3x2", 90, senders_to_one_receiver(3, 2, 1)},
        Case{"SelectOfTwo", 2, select_of_two(0)}, Case{"SendAndClose", 2, close_and(false)},
        Case{"TwoPollingSenders", 2, two_polling_senders()}, Case{"FanOut4To2", 16, fan_out(4, 2)},
        Case{"Workers", 1, workers_done(8)}, Case{"Mutex3x3", 1680, lockers(3, 3)},
        Case{"Philosophers6", 63, philosophers(6, false)},
        Case{"PhilosophersLowestFirst4", 14, philosophers(4, true)},
        Case{"StoreAnd8Loads", 256, store_and_loads(8)},
        Case{"AddsUsed3x2", 90, adders(3, 2, true)}, Case{"LastZero7", 320, last_zero(7)},
        Case{"TwoMutexesCrosswise", 3, two_mutexes_crosswise()}),
    [](const auto& info) { return info.param.name; });

/// A thousand descents, for each of the known programs, over and over.
class Estimates : public testing::TestWithParam<Case> {};

TEST_P(Estimates, AreWithinAFactorOfTwo) {
  const auto traces = static_cast<double>(GetParam().traces);
  constexpr int kRepetitions = 20;
  int close = 0;
  int in_band = 0;
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= kRepetitions; ++seed) {
    search::Descents descents({.population = 250, .rounds = 4, .seed = seed});
    (void)count(GetParam().scenario, descents);
    const search::Descents::Size size = descents.size();
    const double estimate = size.executions;
    in_band += size.low <= traces && traces <= size.high ? 1 : 0;
    close += estimate >= traces / 2 && estimate <= traces * 2 ? 1 : 0;
    sum += estimate / traces;
  }
  std::cout << "within a factor of 2: " << close << " of " << kRepetitions
            << ", in the band: " << in_band << ", mean / truth: " << sum / kRepetitions << '\n';
  EXPECT_GE(close * 100, kRepetitions * GetParam().close);
  EXPECT_GE(in_band * 100, kRepetitions * 90);
  EXPECT_NEAR(sum / kRepetitions, 1, 0.2);
}

/// The low end is what a hopeless search is known by: seldom too high, and still a large number.
TEST(EstimatesOfHugeTrees, HaveALowEndThatMeansSomething) {
  constexpr double kTraces = 63'063'000;
  constexpr int kRepetitions = 10;
  int large = 0;
  int too_high = 0;
  for (std::uint64_t seed = 1; seed <= kRepetitions; ++seed) {
    search::Descents descents({.population = 60, .rounds = 4, .seed = seed});
    (void)count(lockers(4, 4), descents);
    const search::Descents::Size size = descents.size();
    large += size.low > 100'000 ? 1 : 0;
    too_high += size.low > kTraces ? 1 : 0;
  }
  EXPECT_GE(large, 9);
  EXPECT_LE(too_high, 1);
}

INSTANTIATE_TEST_SUITE_P(
    Programs, Estimates,
    testing::Values(Case{"Mutex5x2", 113'400, lockers(5, 2)},
                    Case{"AddsUsed5x2", 113'400, adders(5, 2, true)},
                    Case{"LastZero15", 147'456, last_zero(15)},
                    Case{"StoreAnd15Loads", 32'768, store_and_loads(15)},
                    Case{"Philosophers8", 255, philosophers(8, false)},
                    Case{"Workers12", 1, workers_done(12)},
                    Case{"Producers3x3", 1680, senders_to_one_receiver(3, 3, 1)},
                    Case{"SendersReceivers3", 36, senders_and_receivers(3, 3, 1)},
                    Case{"Pairings6", 720, senders_and_receivers(6, 6, 0)},
                    Case{"FanOut6To3", 729, fan_out(6, 3)}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
