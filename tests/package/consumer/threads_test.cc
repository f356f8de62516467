#include <mutex>
#include <thread>

#include "weft/explorer/gtest/weft_test.h"

namespace {

template <typename Add>
void two_threads(const Add& add) {
  std::thread a(add);
  std::thread b(add);
  a.join();
  b.join();
}

WEFT_TEST(Threads, AddUp) {
  std::mutex mutex;
  int count = 0;
  two_threads([&] {
    const std::lock_guard lock(mutex);
    ++count;
  });
  EXPECT_EQ(count, 2);
}

TEST(Threads, RaceWithoutALock) {
  EXPECT_FINDS(weft::kind::kDataRace, [] {
    int count = 0;
    two_threads([&] { ++count; });
  });
}

TEST(Threads, LoseAnUpdateThen) {
  weft::Options explored;
  explored.races = weft::Races::explore;
  EXPECT_FINDS(
      weft::kind::kCheckFailed,
      [] {
        int count = 0;
        two_threads([&] { ++count; });
        EXPECT_EQ(count, 2);
      },
      explored);
}

TEST(Threads, AreOrdinaryOnesOutsideOfASearch) {
  int count = 0;
  std::mutex mutex;
  two_threads([&] {
    const std::lock_guard lock(mutex);
    ++count;
  });
  EXPECT_EQ(count, 2);
}

}  // namespace
