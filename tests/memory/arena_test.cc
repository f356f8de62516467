// The scenario's heap: where blocks lie, what is known of them, and that all is the same again.
#include "weft/explorer/unmodified/arena.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <random>
#include <vector>

namespace weft::unmodified {
namespace {

const void* const kHere = reinterpret_cast<const void*>(0x1234);
constexpr Epoch kNow{kernel::GoroutineId{1}, 7};

class AnArena : public testing::Test {
 protected:
  char* allocate(std::size_t region, std::size_t size, std::size_t alignment = 16) {
    return static_cast<char*>(arena_.allocate(region, size, alignment, kHere));
  }
  Arena::Freed free(std::size_t region, void* p) { return arena_.free(region, p, kHere, kNow); }

  Arena arena_;
};

TEST_F(AnArena, BlocksOfOneRegionDoNotDependOnAnother) {
  char* const alone = allocate(0, 24);
  char* const second = allocate(0, 24);
  arena_.reset();
  EXPECT_EQ(allocate(0, 24), alone);
  (void)allocate(1, 24);
  (void)allocate(1, 5000);
  EXPECT_EQ(allocate(0, 24), second);
}

TEST_F(AnArena, WhoFreesABlockGetsItNext) {
  char* const block = allocate(0, 100);
  EXPECT_EQ(free(1, block), Arena::Freed::now);
  EXPECT_NE(allocate(0, 100), block);
  EXPECT_EQ(allocate(1, 100), block);
}

TEST_F(AnArena, FreshMemoryReadsAlwaysTheSame) {
  char* const block = allocate(0, 40);
  std::memset(block, 1, 40);
  const char fresh = *allocate(0, 40);
  free(0, block);
  ASSERT_EQ(allocate(0, 40), block);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(block[i], fresh);
}

TEST_F(AnArena, KnowsADoubleFreeFromWhatWasNeverGivenOut) {
  char* const block = allocate(0, 16);
  char* const large = allocate(0, 100'000);
  EXPECT_EQ(free(0, block + 8), Arena::Freed::never);
  EXPECT_EQ(free(0, large + 4096), Arena::Freed::never);
  EXPECT_EQ(free(0, block), Arena::Freed::now);
  EXPECT_EQ(free(1, block), Arena::Freed::before);
  EXPECT_EQ(free(0, large), Arena::Freed::now);
  EXPECT_EQ(free(0, large), Arena::Freed::before);
}

TEST_F(AnArena, FindsTheBlockAnAddressLiesIn) {
  for (const std::size_t size : {1, 16, 17, 128, 129, 200, 1000, 4096, 4097, 1 << 20}) {
    char* const block = allocate(2, size);
    ASSERT_NE(block, nullptr) << size;
    ASSERT_NE(arena_.find(block + size - 1), nullptr) << size;
    EXPECT_EQ(arena_.find(block + size - 1)->begin, block) << size;
    EXPECT_EQ(arena_.find(block)->size, size);
  }
  int outside = 0;
  EXPECT_EQ(arena_.find(&outside), nullptr);
  EXPECT_FALSE(Arena::contains(&outside));
}

TEST_F(AnArena, KeepsAlignment) {
  for (std::size_t alignment = 16; alignment <= 4096; alignment *= 2) {
    for (const std::size_t size : {1, 24, 100, 3000, 9000}) {
      const auto at = reinterpret_cast<std::uintptr_t>(allocate(0, size, alignment));
      ASSERT_NE(at, 0U);
      EXPECT_EQ(at % alignment, 0U) << size << " at " << alignment;
    }
  }
  EXPECT_EQ(allocate(0, 1, 8192), nullptr);
}

TEST_F(AnArena, SaysWhenThereIsNoRoom) {
  EXPECT_EQ(allocate(0, std::size_t{3} << 30), nullptr);
  EXPECT_EQ(allocate(Arena::kRegions, 16), nullptr);
}

/// Random allocations of several regions: blocks in use never overlap, and a second run of the
/// same orders gets the same addresses.
std::vector<char*> random_history(Arena& arena, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::map<char*, std::size_t> in_use;
  std::vector<char*> given;
  for (int step = 0; step < 400; ++step) {
    const std::size_t region = random() % 3;
    if (!in_use.empty() && random() % 2 == 0) {
      const auto victim = std::next(in_use.begin(), static_cast<long>(random() % in_use.size()));
      EXPECT_EQ(arena.free(region, victim->first, kHere, kNow), Arena::Freed::now);
      in_use.erase(victim);
      continue;
    }
    const std::size_t size = random() % 2 == 0 ? random() % 300 : random() % 20'000;
    auto* const block = static_cast<char*>(arena.allocate(region, size, 16, kHere));
    const auto after = in_use.lower_bound(block);
    if (after != in_use.end()) {
      EXPECT_LE(block + size, after->first);
    }
    if (after != in_use.begin()) {
      EXPECT_LE(std::prev(after)->first + std::prev(after)->second, block);
    }
    in_use[block] = size;
    given.push_back(block);
  }
  std::size_t counted = 0;
  arena.for_each([&](const Block& block) { counted += block.in_use() ? 1 : 0; });
  EXPECT_EQ(counted, in_use.size());
  return given;
}

TEST_F(AnArena, NeverGivesOutWhatIsInUseAndDoesTheSameAgain) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const auto first = random_history(arena_, seed);
    arena_.reset();
    EXPECT_EQ(random_history(arena_, seed), first);
    arena_.reset();
  }
}

}  // namespace
}  // namespace weft::unmodified
