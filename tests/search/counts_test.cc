// Programs whose number of Mazurkiewicz traces is known: the search makes exactly as many
// executions, and gives none up.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "weft/tests/support/counting.h"
#include "weft/tests/support/known_programs.h"

namespace weft {
namespace {

using namespace testing_support;

struct Case {
  std::string name;
  std::uint64_t executions;
  Scenario scenario;
  std::uint64_t stuck = 0;
};

std::vector<Case> channels() {
  return {
      {"Senders2ToOneReceiver", 2, senders_to_one_receiver(2, 1, 0), 0},
      {"Senders3ToOneReceiver", 6, senders_to_one_receiver(3, 1, 0), 0},
      {"Senders4ToOneReceiver", 24, senders_to_one_receiver(4, 1, 0), 0},
      {"Senders5ToOneReceiver", 120, senders_to_one_receiver(5, 1, 0), 0},
      {"Senders6ToOneReceiver", 720, senders_to_one_receiver(6, 1, 0), 0},
      {"Pairings2", 2, senders_and_receivers(2, 2, 0), 0},
      {"Pairings3", 6, senders_and_receivers(3, 3, 0), 0},
      {"Pairings4", 24, senders_and_receivers(4, 4, 0), 0},
      {"Pairings5", 120, senders_and_receivers(5, 5, 0), 0},
      {"Pairings6", 720, senders_and_receivers(6, 6, 0), 0},
      {"Capacity2SendersReceivers2", 4, senders_and_receivers(2, 2, 2), 0},
      {"Capacity1SendersReceivers3", 36, senders_and_receivers(3, 3, 1), 0},
      {"Capacity2SendersReceivers3", 36, senders_and_receivers(3, 3, 2), 0},
      {"Capacity3SendersReceivers3", 36, senders_and_receivers(3, 3, 3), 0},
      {"OneProducerOneConsumer", 1, senders_to_one_receiver(1, 20, 0), 0},
      {"OneProducerOneConsumerCapacity1", 1, senders_to_one_receiver(1, 20, 1), 0},
      {"OneProducerOneConsumerCapacity3", 1, senders_to_one_receiver(1, 20, 3), 0},
      {"Producers2x2", 6, senders_to_one_receiver(2, 2, 0), 0},
      {"Producers2x3Capacity2", 20, senders_to_one_receiver(2, 3, 2), 0},
      {"Producers3x2Capacity1", 90, senders_to_one_receiver(3, 2, 1), 0},
      {"SelectOfTwo", 2, select_of_two(0), 2},
      {"SelectOfTwoCapacity1", 2, select_of_two(1), 0},
      {"SelectDefaultUnbuffered", 2, select_default(0), 1},
      {"SelectDefaultCapacity1", 2, select_default(1), 0},
      {"SendAndClose", 2, close_and(false), 0},
      {"CloseAndClose", 2, close_and(true), 0},
      {"TwoPollingSenders", 2, two_polling_senders(), 0},
      {"FanOut6To3", 729, fan_out(6, 3), 0},
      {"FanOut4To2", 16, fan_out(4, 2), 0},
      {"IndependentPairs", 1, pairs(8), 0},
      {"ContextNobodyCancels", 24, senders_in_context(4), 0},
  };
}

std::vector<Case> memory_and_locks() {
  return {
      {"Workers1", 1, workers_done(1), 0},
      {"Workers12", 1, workers_done(12), 0},
      {"Workers200", 1, workers_done(200), 0},
      {"WorkersWithHelpers32", 1, workers_with_helpers(32), 0},
      {"ReadersAndAWriter10", 1024, readers_and_a_writer(10), 0},
      {"Mutex2x3", 20, lockers(2, 3), 0},
      {"Mutex3x2", 90, lockers(3, 2), 0},
      {"Mutex3x3", 1680, lockers(3, 3), 0},
      {"Mutex4x2", 2520, lockers(4, 2), 0},
      {"Mutex5x2", 113'400, lockers(5, 2), 0},
      {"Philosophers2", 3, philosophers(2, false), 1},
      {"Philosophers3", 7, philosophers(3, false), 1},
      {"Philosophers4", 15, philosophers(4, false), 1},
      {"Philosophers8", 255, philosophers(8, false), 1},
      {"PhilosophersLowestFirst2", 2, philosophers(2, true), 0},
      {"PhilosophersLowestFirst3", 6, philosophers(3, true), 0},
      {"PhilosophersLowestFirst4", 14, philosophers(4, true), 0},
      {"StoreAnd4Loads", 16, store_and_loads(4), 0},
      {"StoreAnd15Loads", 32'768, store_and_loads(15), 0},
      {"AddsUnused", 1, adders(4, 5, false), 0},
      {"AddsUsed3x2", 90, adders(3, 2, true), 0},
      {"AddsUsed5x2", 113'400, adders(5, 2, true), 0},
      {"Independent", 1, independent(8), 0},
      {"LastZero3", 12, last_zero(3), 0},
      {"LastZero5", 64, last_zero(5), 0},
      {"LastZero7", 320, last_zero(7), 0},
      {"LastZero10", 3328, last_zero(10), 0},
      {"LastZero13", 32'768, last_zero(13), 0},
      {"LastZero15", 147'456, last_zero(15), 0},
      {"TwoMutexesCrosswise", 3, two_mutexes_crosswise(), 1},
  };
}

class Counts : public testing::TestWithParam<Case> {};

TEST_P(Counts, AreExact) {
  const Counted counted = count(GetParam().scenario);
  EXPECT_EQ(counted.executions, GetParam().executions);
  EXPECT_EQ(counted.cut, 0U);
  EXPECT_EQ(counted.stuck, GetParam().stuck);
}

const auto name_of = [](const auto& info) { return info.param.name; };
INSTANTIATE_TEST_SUITE_P(Channels, Counts, testing::ValuesIn(channels()), name_of);
INSTANTIATE_TEST_SUITE_P(MemoryAndLocks, Counts, testing::ValuesIn(memory_and_locks()), name_of);

}  // namespace
}  // namespace weft
