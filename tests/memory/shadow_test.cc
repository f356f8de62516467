// The race detector's table against its definition: every access that was ever made, byte by byte.
#include "weft/explorer/unmodified/shadow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "weft/explorer/kernel/memory_clock.h"

namespace weft::unmodified {
namespace {

using kernel::MemoryClock;
using kernel::ResourceId;
using kernel::Sync;

constexpr GoroutineId kA{0};
constexpr GoroutineId kB{1};

class AShadow : public testing::Test {
 protected:
  AShadow() {
    clock_.spawn(kA, kernel::kNobody);
    clock_.spawn(kB, kA);
  }
  /// Whether it races.
  bool access(GoroutineId g, std::size_t from, std::size_t size, Access access) {
    Cell& cell = shadow_.cell(memory_);
    if (cell.generation != shadow_.generation()) shadow_.begin(cell);
    const Epoch now = clock_.now(g);
    const Trace race = shadow_.note(cell, {nullptr, now.time, g, bytes_of(from, size), access},
                                    [&](Epoch earlier) { return clock_.knows(g, earlier); });
    return race.goroutine != kernel::kNobody;
  }
  void pass(GoroutineId from, GoroutineId to) {
    clock_.synchronise(from, ResourceId{1}, Sync::publish);
    clock_.synchronise(to, ResourceId{1}, Sync::acquire);
  }

  alignas(16) char memory_[16] = {};
  MemoryClock clock_;
  Shadow shadow_;
};

TEST_F(AShadow, TwoWritesRace) {
  EXPECT_FALSE(access(kA, 0, 4, Access::write));
  EXPECT_TRUE(access(kB, 0, 4, Access::write));
}

TEST_F(AShadow, TwoReadsDoNot) {
  EXPECT_FALSE(access(kA, 0, 4, Access::read));
  EXPECT_FALSE(access(kB, 0, 4, Access::read));
}

TEST_F(AShadow, WhatIsOrderedDoesNotRace) {
  EXPECT_FALSE(access(kA, 0, 4, Access::write));
  pass(kA, kB);
  EXPECT_FALSE(access(kB, 0, 4, Access::write));
}

TEST_F(AShadow, NeighboursDoNotRace) {
  EXPECT_FALSE(access(kA, 0, 1, Access::write));
  EXPECT_FALSE(access(kB, 1, 1, Access::write));
  EXPECT_TRUE(access(kB, 0, 2, Access::read));
}

TEST_F(AShadow, AtomicAccessesRaceWithPlainOnesOnly) {
  EXPECT_FALSE(access(kA, 0, 4, Access::atomic_write));
  EXPECT_FALSE(access(kB, 0, 4, Access::atomic_write));
  EXPECT_TRUE(access(kB, 0, 4, Access::read));
}

TEST_F(AShadow, AnAtomicAccessDoesNotHideAPlainOne) {
  EXPECT_FALSE(access(kA, 0, 4, Access::read));
  pass(kA, kB);
  EXPECT_FALSE(access(kB, 0, 4, Access::atomic_write));
  const GoroutineId c{2};
  clock_.spawn(c, kA);
  EXPECT_FALSE(access(c, 0, 4, Access::atomic_read));
  EXPECT_TRUE(access(c, 0, 4, Access::write));
}

TEST_F(AShadow, RemembersNothingOfTheExecutionBefore) {
  EXPECT_FALSE(access(kA, 0, 4, Access::write));
  shadow_.clear();
  EXPECT_FALSE(access(kB, 0, 4, Access::write));
}

TEST_F(AShadow, KnowsEveryPageAgain) {
  std::vector<Cell*> cells;
  for (std::uintptr_t page = 1; page < 5000; ++page) {
    cells.push_back(&shadow_.cell(reinterpret_cast<void*>(page * 65536 + 8)));
  }
  for (std::uintptr_t page = 1; page < 5000; ++page) {
    EXPECT_EQ(&shadow_.cell(reinterpret_cast<void*>(page * 65536 + 15)), cells[page - 1]);
  }
}

struct Made {
  Epoch epoch;
  std::uint8_t bytes;
  Access access;
};

/// One random history; false as soon as the table and the definition differ.
bool same_as_defined(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&](std::uint64_t n) { return random() % n; };
  const std::size_t goroutines = 2 + below(5);
  MemoryClock clock;
  clock.spawn(kA, kernel::kNobody);
  for (std::uint16_t g = 1; g < goroutines; ++g) clock.spawn(GoroutineId{g}, kA);
  Shadow shadow;
  alignas(16) char memory[8] = {};
  Cell& cell = shadow.cell(memory);
  shadow.begin(cell);
  std::vector<Made> made;
  for (int step = 0; step < 60; ++step) {
    const GoroutineId g{static_cast<std::uint16_t>(below(goroutines))};
    if (below(3) == 0) {
      constexpr Sync kSyncs[] = {Sync::acquire, Sync::release, Sync::both, Sync::publish};
      clock.synchronise(g, ResourceId{static_cast<std::uint32_t>(1 + below(2))}, kSyncs[below(4)]);
      continue;
    }
    const std::size_t size = std::size_t{1} << below(4);
    const std::uint8_t bytes = bytes_of(below(8 / size) * size, size);
    const auto access = static_cast<Access>(below(4));
    const Epoch now = clock.now(g);
    const auto races = [&](const Made& earlier) {
      return (earlier.bytes & bytes) != 0 && conflict(earlier.access, access) &&
             !clock.knows(g, earlier.epoch);
    };
    const bool defined = std::ranges::any_of(made, races);
    if (cell.again(now, bytes, writes(access)) && !is_atomic(access)) {
      if (defined) return false;  // it would have been taken for nothing new
    }
    const Trace found = shadow.note(cell, {nullptr, now.time, g, bytes, access},
                                    [&](Epoch earlier) { return clock.knows(g, earlier); });
    if ((found.goroutine != kernel::kNobody) != defined) return false;
    if (defined) return true;  // after the first race, who raced is no longer kept in full
    made.push_back({now, bytes, access});
  }
  return true;
}

TEST(ShadowTable, FindsTheFirstRaceOfEveryHistoryAsDefined) {
  for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
    ASSERT_TRUE(same_as_defined(seed)) << "seed " << seed;
  }
}

}  // namespace
}  // namespace weft::unmodified
