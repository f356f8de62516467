// Races that are explored: accesses that race are steps, and what they lead to is seen.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

const Options kExplore{.keep_going = true, .races = Races::explore};

/// The numbers below 16 that a program ends with, as bits. It keeps `outcome` where the explorer
/// gives nothing back: on the test's own stack.
std::uint32_t outcomes(const std::function<int()>& program, const char* strategy = "dpor") {
  std::uint32_t seen = 0;
  Options options = kExplore;
  options.strategy = strategy;
  const Report report = explore([&] { seen |= 1U << program(); }, options);
  EXPECT_TRUE(report.counterexamples.empty()) << testing::PrintToString(report);
  return seen;
}
std::uint32_t bits(std::initializer_list<int> numbers) {
  std::uint32_t all = 0;
  for (const int number : numbers) all |= 1U << number;
  return all;
}
/// The same for what two threads do.
template <typename One, typename Other>
void both(const One& one, const Other& other) {
  std::thread a(one);
  std::thread b(other);
  a.join();
  b.join();
}

int lost_update() {
  int count = 0;
  both([&] { ++count; }, [&] { ++count; });
  return count;
}

TEST(Racing, AnUpdateIsLost) {
  EXPECT_EQ(outcomes(lost_update), bits({1, 2}));
}

TEST(Racing, IsAFindingUnlessItIsToBeExplored) {
  EXPECT_FINDS(kind::kDataRace, [] { (void)lost_update(); });
}

TEST(Racing, AProofThatTookRacesForStepsSaysSo) {
  const Report report = explore([] { (void)lost_update(); }, kExplore);
  EXPECT_EQ(report.verdict, Verdict::verified_bounded);
  ASSERT_EQ(report.bounds.size(), 1U);
  EXPECT_EQ(report.bounds[0], "races as if atomic");
}

TEST(Racing, AProgramWithoutRacesIsVerifiedAsEver) {
  const Report report = explore(
      [] {
        std::atomic<int> count{0};
        both([&] { ++count; }, [&] { ++count; });
      },
      kExplore);
  EXPECT_EQ(report.verdict, Verdict::verified);
}

void claims_no_update_is_lost() {
  assert(lost_update() == 2);
}

TEST(Racing, WhatComesOfItIsToldWithTheAccessesAndReplays) {
  Options options = kExplore;
  options.keep_going = false;
  const Scenario scenario{.name = "claim", .body = claims_no_update_is_lost};
  const Report report = explore(scenario, options);
  ASSERT_EQ(report.counterexamples.size(), 1U);
  const Counterexample& told = report.counterexamples[0];
  EXPECT_EQ(told.finding.kind, kind::kCheckFailed);
  int reads = 0;
  int writes = 0;
  for (const Transcript::Step& step : told.transcript.steps) {
    if (!step.at.file.ends_with("racing_test.cc")) continue;
    reads += step.operation == "read" ? 1 : 0;
    writes += step.operation == "write" ? 1 : 0;
  }
  EXPECT_GE(reads, 2);
  EXPECT_GE(writes, 2);
  EXPECT_EQ(replay(scenario, told.token, options).outcome, Replay::Outcome::reproduced);
}

TEST(Racing, StoreBufferingIsSequentiallyConsistent) {
  EXPECT_EQ(outcomes([] {
              int x = 0;
              int y = 0;
              int r = 0;
              int s = 0;
              both([&] { x = 1, r = y; }, [&] { y = 1, s = x; });
              return 2 * r + s;
            }),
            bits({1, 2, 3}));
}

TEST(Racing, AtomicAndPlainAccessesMeet) {
  const auto program = [] {
    int number = 0;
    int seen = 0;
    both([&] { number = 1, number = 2; }, [&] { seen = std::atomic_ref<int>(number).load(); });
    return seen;
  };
  EXPECT_EQ(outcomes(program), bits({0, 1, 2}));
}

TEST(Racing, AtomicUpdatesAreLostToPlainOnes) {
  const auto program = [] {
    int number = 0;
    both([&] { ++number; }, [&] { std::atomic_ref<int>(number).fetch_add(2); });
    return number;
  };
  EXPECT_EQ(outcomes(program), bits({1, 3}));
  EXPECT_EQ(outcomes(program, "naive"), bits({1, 3}));
}

struct Wide {
  std::array<std::int64_t, 6> words{};
};

TEST(Racing, CopiesOfWideObjectsMeetWritesToTheirParts) {
  const auto program = [] {
    Wide shared;
    Wide copy;
    both([&] { shared.words[0] = 1, shared.words[5] = 1; }, [&] { copy = shared; });
    return static_cast<int>(2 * copy.words[0] + copy.words[5]);
  };
  EXPECT_EQ(outcomes(program), bits({0, 2, 3}));
  EXPECT_EQ(outcomes(program, "naive"), bits({0, 2, 3}));
}

TEST(Racing, CopiesByTheLibraryMeetWritesToTheirParts) {
  const auto program = [] {
    std::array<char, 40> shared{};
    std::array<char, 40> copy{};
    both([&] { shared[0] = 1, shared[39] = 1; },
         [&] { std::memcpy(copy.data(), shared.data(), copy.size()); });
    return 2 * copy[0] + copy[39];
  };
  EXPECT_EQ(outcomes(program), bits({0, 2, 3}));
}

/// Both sides of a copy race: what is copied may change between its read and its write.
TEST(Racing, CopiesBetweenRacingObjectsSeeEveryOrder) {
  const auto program = [] {
    struct Pair {
      int left = 0;
      int right = 0;
    } from, to;
    both([&] { to = from; }, [&] { from.left = 1, to.right = 2; });
    return 4 * to.left + to.right;
  };
  EXPECT_EQ(outcomes(program), outcomes(program, "naive"));
}

TEST(Racing, HeapAndGlobalsAreExploredToo) {
  static int global = 0;
  EXPECT_EQ(outcomes([] {
              both([] { ++global; }, [] { ++global; });
              return global;
            }),
            bits({1, 2}));
  EXPECT_EQ(outcomes([] {
              const auto count = std::make_unique<int>(0);
              both([&] { ++*count; }, [&] { ++*count; });
              return *count;
            }),
            bits({1, 2}));
}

}  // namespace
}  // namespace weft
