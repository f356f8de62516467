// A program of tests as a user would write it, some of them wrong; run by the tests of this folder.
#include <atomic>
#include <cstdlib>

#include "weft/explorer/gtest/weft_test.h"

namespace {

using namespace std::chrono_literals;

WEFT_TEST(Counter, LosesUpdates) {
  weft::Atomic<int> count(0, "count");
  weft::WaitGroup wg("wg");
  wg.add(2);
  for (int i = 0; i < 2; ++i) {
    weft::go("adder", [&] {
      count.store(count.load() + 1);
      wg.done();
    });
  }
  wg.wait();
  EXPECT_EQ(count.load(), 2) << "an update got lost";
}

WEFT_TEST(Counter, AddsUp) {
  weft::Atomic<int> count(0, "count");
  weft::WaitGroup wg("wg");
  wg.add(2);
  for (int i = 0; i < 2; ++i) {
    weft::go("adder", [&] {
      count.fetch_add(1);
      wg.done();
    });
  }
  wg.wait();
  EXPECT_EQ(count.load(), 2);
}

WEFT_TEST(Counter, IsSkipped) {
  GTEST_SKIP() << "not today";
}

WEFT_TEST(Counter, FailsInAGoroutine) {
  weft::Chan<int> numbers("numbers");
  weft::go("reader", [numbers] {
    ASSERT_EQ(numbers.recv(), 1);
    ADD_FAILURE() << "never reached";
  });
  numbers.send(2);
}

WEFT_TEST(Counter, RunsOutOfBudget, .max_executions = 3) {
  weft::Atomic<int> count(0, "count");
  for (int i = 0; i < 4; ++i) {
    weft::go("adder", [&count] { count.store(count.load() + 1); });
  }
}

TEST(Counter, MayBePlainToo) {
  EXPECT_TRUE(true);
}

/// Waits at the end of the program for whoever is inside.
class Door {
 public:
  ~Door() {
    while (occupied_) {
    }
  }
  void pass() {
    occupied_ = true;
    std::abort();
  }

 private:
  std::atomic<bool> occupied_ = false;
};
Door door;

WEFT_TEST(Ruins, AreLeft) {
  weft::go("visitor", [] { door.pass(); });
}

class Inbox : public testing::Test {
 protected:
  void SetUp() override { letters_.send(7); }
  void TearDown() override { letters_.close(); }

  weft::Chan<int> letters_{1, "letters"};
};

WEFT_TEST_F(Inbox, HasALetter) {
  EXPECT_EQ(letters_.recv(), 7);
}

WEFT_TEST_F(Inbox, IsFull, .time = 10s) {
  letters_.send(8);
}

class Pipe : public testing::TestWithParam<std::size_t> {
 protected:
  weft::Chan<int> pipe_{GetParam(), "pipe"};
};

WEFT_TEST_P(Pipe, TakesWhatNobodyReads) {
  pipe_.send(1);
}

INSTANTIATE_TEST_SUITE_P(Sizes, Pipe, testing::Values(std::size_t{0}, std::size_t{1}));

}  // namespace
