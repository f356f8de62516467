#include "weft/explorer/gtest/weft_test.h"

WEFT_TEST(Counter, AddsUp) {
  weft::Atomic<int> count(0, "count");
  weft::WaitGroup all("all");
  for (int i = 0; i < 2; ++i) all.go([&] { count.fetch_add(1); });
  all.wait();
  EXPECT_EQ(count.load(), 2);
}
