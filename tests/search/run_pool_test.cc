#include "weft/explorer/search/run_pool.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "weft/tests/support/families.h"

namespace weft::search {
namespace {

TEST(RunPool, GivesRoomThatWasGivenBackAgain) {
  RunPool<int> pool;
  const auto first = pool.take(5);
  pool.give_back(first, 5);
  EXPECT_EQ(pool.take(5), first);
}

TEST(RunPool, GivesRoomToARunOfAboutTheSameLength) {
  RunPool<int> pool;
  const auto first = pool.take(17);
  pool.give_back(first, 17);
  EXPECT_EQ(pool.take(20), first);
}

TEST(RunPool, HasAtMostAQuarterMoreRoomThanWasAskedFor) {
  for (std::size_t length = 1; length <= 5000; ++length) {
    RunPool<char> pool;
    (void)pool.take(length);
    ASSERT_GE(pool.room(), length);
    ASSERT_LE(pool.room(), length + length / 4) << length;
  }
}

TEST(RunPool, RunsThatAreInUseDoNotOverlap) {
  SCOPED_TRACE("seed " + std::to_string(testing_support::first_seed()));
  std::mt19937_64 random(testing_support::first_seed());
  RunPool<int> pool;
  std::vector<std::pair<std::uint32_t, std::size_t>> used;
  for (int n = 0; n < 2000; ++n) {
    if (!used.empty() && random() % 2 == 0) {
      const std::size_t which = random() % used.size();
      pool.give_back(used[which].first, used[which].second);
      used.erase(used.begin() + static_cast<std::ptrdiff_t>(which));
    }
    const std::size_t length = 1 + random() % 40;
    used.emplace_back(pool.take(length), length);
  }
  int mark = 0;
  for (const auto& [first, length] : used) {
    ++mark;
    for (std::size_t k = 0; k < length; ++k) pool[static_cast<std::uint32_t>(first + k)] = mark;
  }
  mark = 0;
  for (const auto& [first, length] : used) {
    ++mark;
    for (std::size_t k = 0; k < length; ++k) {
      ASSERT_EQ(pool[static_cast<std::uint32_t>(first + k)], mark);
    }
  }
}

TEST(RunPool, ARunMayBeLongerThanAChunk) {
  constexpr std::uint32_t kLength = 200'000;
  RunPool<std::uint32_t> pool;
  (void)pool.take(3);
  const auto first = pool.take(kLength);
  for (std::uint32_t k = 0; k < kLength; ++k) pool[first + k] = k;
  const std::uint32_t* const run = pool.from(first);
  for (std::uint32_t k = 0; k < kLength; ++k) ASSERT_EQ(run[k], k);
}

TEST(RunPool, AfterClearHasTheRoomItHad) {
  RunPool<int> pool;
  const int* const begin = pool.from(pool.take(5));
  (void)pool.take(100'000);
  pool.clear();
  EXPECT_EQ(pool.room(), 0U);
  EXPECT_EQ(pool.from(pool.take(5)), begin);
}

TEST(RunPool, OneThatSharesItsRoomLeavesWhatIsFreeThere) {
  RunPool<int> pool;
  std::uint32_t first = 0;
  {
    RunPool<int> other;
    other.share(pool);
    first = other.take(7);
    other.give_back(first, 7);
  }
  const std::size_t room = pool.room();
  (void)pool.take(7);
  EXPECT_EQ(pool.room(), room);
}

}  // namespace
}  // namespace weft::search
