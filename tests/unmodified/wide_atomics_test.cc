// Atomic variables that are structures: those that fit the processor's registers, and those that
// do not, for which the compiler calls a library.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <thread>

#include "weft/tests/unmodified/support.h"

namespace weft {
namespace {

struct Pair {
  int left = 0;
  int right = 0;
};
struct Large {
  std::array<int, 6> numbers{};
};

/// A reader beside a writer sees all of a value or nothing of it, and what was done before.
template <typename T, typename Make>
void pass_on(const Make& make, std::memory_order store, std::memory_order load) {
  std::atomic<T> shared{make(0)};
  int data = 0;
  std::thread writer([&] {
    data = 1;
    shared.store(make(1), store);
  });
  const T seen = shared.load(load);
  if (seen == make(1)) {
    EXPECT_EQ(data, 1);
  }
  EXPECT_TRUE(seen == make(1) || seen == make(0));
  writer.join();
}

bool operator==(const Pair& a, const Pair& b) {
  return a.left == b.left && a.right == b.right;
}
bool operator==(const Large& a, const Large& b) {
  return a.numbers == b.numbers;
}
Pair pair(int n) {
  return {n, n};
}
Large large(int n) {
  return {{n, n, n, n, n, n}};
}

TEST(WideAtomics, AreReleasedAndAcquired) {
  using enum std::memory_order;
  EXPECT_VERIFIED([] { pass_on<Pair>(pair, release, acquire); });
  EXPECT_VERIFIED([] { pass_on<Large>(large, release, acquire); });
  EXPECT_FINDS(kind::kDataRace, [] { pass_on<Pair>(pair, relaxed, acquire); });
  EXPECT_FINDS(kind::kDataRace, [] { pass_on<Large>(large, relaxed, acquire); });
}

template <typename T, typename Make>
void count_up(const Make& make) {
  std::atomic<T> shared{make(0)};
  const auto up = [&](int from) {
    T expected = make(from);
    if (!shared.compare_exchange_strong(expected, make(from + 1))) {
      EXPECT_TRUE(expected == make(1));
      (void)shared.exchange(make(2));
    }
  };
  std::thread other(up, 0);
  up(0);
  other.join();
  EXPECT_TRUE(shared.load() == make(2));
}

TEST(WideAtomics, AreComparedAndExchanged) {
  EXPECT_VERIFIED([] { count_up<Pair>(pair); });
  EXPECT_VERIFIED([] { count_up<Large>(large); });
}

TEST(WideAtomics, AreOrdinaryOnesOutsideOfAScenario) {
  count_up<Pair>(pair);
  count_up<Large>(large);
}

}  // namespace
}  // namespace weft
