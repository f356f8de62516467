#include <mutex>
#include <thread>

#include "weft/explorer/gtest/weft_test.h"

WEFT_TEST(Threads, AddUp) {
  std::mutex mutex;
  int count = 0;
  const auto add = [&] {
    const std::lock_guard lock(mutex);
    ++count;
  };
  std::thread a(add);
  std::thread b(add);
  a.join();
  b.join();
  EXPECT_EQ(count, 2);
}
