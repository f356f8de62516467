// Goroutines that go round in circles: executions stay finite, and nothing is missed.
#include <gtest/gtest.h>

#include <memory>

#include "weft/primitives/weft.h"
#include "weft/tests/support/counting.h"

namespace weft {
namespace {

using testing_support::count;
using testing_support::Counted;

TEST(Circles, APollEndsInEveryExecutionOnceTheFlagIsSet) {
  const Counted counted = count([] {
    auto flag = std::make_shared<Atomic<bool>>(false);
    go([=] {
      while (!flag->load()) gosched();
    });
    flag->store(true);
  });
  EXPECT_EQ(counted.stuck, 0U);
  EXPECT_LT(counted.deepest, 10U);
}

TEST(Circles, APollOfAFlagNobodySetsNeverEnds) {
  const Counted counted = count([] {
    auto flag = std::make_shared<Atomic<bool>>(false);
    go([=] {
      while (!flag->load()) {
      }
    });
  });
  EXPECT_EQ(counted.executions, 1U);
  EXPECT_EQ(counted.stuck, 1U);
}

TEST(Circles, APollThatLooksTwiceOnALineIsOne) {
  const Counted counted = count([] {
    auto flag = std::make_shared<Atomic<bool>>(false);
    go([=] {
      while (!flag->load() && !flag->load()) {
      }
    });
  });
  EXPECT_EQ(counted.stuck, 1U);
  EXPECT_LT(counted.deepest, 200U);
}

TEST(Circles, APollThatComesBackAsItWasEverySecondTimeIsOne) {
  const Counted counted = count([] {
    auto flag = std::make_shared<Atomic<bool>>(false);
    go([=] {
      volatile bool odd = false;
      while (!flag->load()) {
        odd = !odd;
      }
    });
  });
  EXPECT_EQ(counted.stuck, 1U);
  EXPECT_LT(counted.deepest, 200U);
}

TEST(Circles, LinesFarFromEachOtherAreDifferentPlaces) {
  for (int distance = 1; distance <= 1 << 20; distance *= 2) {
    const Counted counted = count([distance] {
      auto flag = std::make_shared<Atomic<bool>>(false);
      go([=] {
        while (!flag->load({"here", 1}) && !flag->load({"here", 1 + distance})) {
        }
      });
    });
    EXPECT_EQ(counted.stuck, 1U) << distance;
    EXPECT_LT(counted.deepest, 200U) << distance;
  }
}

TEST(Circles, YieldingForEverNeverEnds) {
  const Counted counted = count([] {
    go([] {
      for (;;) gosched();
    });
  });
  EXPECT_EQ(counted.stuck, 1U);
  EXPECT_LT(counted.deepest, 100U);
}

TEST(Circles, ALoopThatCountsIsNoCircle) {
  const Counted counted = count([] {
    auto mu = std::make_shared<Mutex>();
    go([=] {
      for (int i = 0; i < 100; ++i) {
        mu->lock();
        mu->unlock();
      }
    });
  });
  EXPECT_EQ(counted.stuck, 0U);
  EXPECT_EQ(counted.deepest, 200U);
}

TEST(Circles, ALoopThatCountsWhereNoFingerprintSeesItStillEnds) {
  const Counted counted = count([] {
    auto mu = std::make_shared<Mutex>();
    auto left = std::make_shared<int>(50);
    go([=] {
      for (bool more = true; more;) {
        mu->lock();
        more = --*left > 0;
        mu->unlock();
      }
    });
  });
  EXPECT_EQ(counted.stuck, 0U);
}

TEST(Circles, DrainingAChannelIsNoCircle) {
  const Counted counted = count([] {
    Chan<int> jobs(6);
    for (int i = 0; i < 6; ++i) jobs.send(i);
    jobs.close();
    for (int w = 0; w < 2; ++w) {
      go([=] {
        while (jobs.next()) {
        }
      });
    }
  });
  EXPECT_EQ(counted.executions, 64U);
}

/// Who was held, and goes on because of a store, has not looked at it yet.
TEST(Circles, TwoThatPassATurnToEachOtherComeToAnEnd) {
  const Counted counted = count([] {
    Atomic<int> turn(0, "turn");
    WaitGroup all("all");
    for (int me = 0; me < 2; ++me) {
      all.go([&turn, me] {
        volatile int last = -1;
        for (int round = 0; round < 3; ++round) {
          for (int now = turn.load(); now != me; now = turn.load()) {
            last = now;
            gosched();
          }
          turn.store(1 - me);
        }
        expect(last != me, "what was seen last is the other's turn");
      });
    }
    all.wait();
  });
  EXPECT_EQ(counted.stuck, 0U);
}

TEST(Circles, WorkForEverIsCutToAFewRounds) {
  const Counted counted = count([] {
    Atomic<int> n;
    go([&] {
      for (;;) n.fetch_add(1);
    });
    n.store(5);
  });
  EXPECT_EQ(counted.stuck, counted.executions);
  EXPECT_LT(counted.executions, 10U);
}

TEST(Circles, TwoThatOnlyServeEachOtherGoNowhere) {
  const Counted counted = count([] {
    Chan<int> c;
    go([=] {
      for (;;) c.send(1);
    });
    go([=] {
      for (;;) (void)c.next();
    });
  });
  EXPECT_EQ(counted.executions, 1U);
  EXPECT_EQ(counted.stuck, 1U);
}

TEST(Circles, BoundedRetriesOfATryLockAreAllSeen) {
  int given_up = 0;
  (void)count([&] {
    auto mu = std::make_shared<Mutex>();
    go([=] {
      mu->lock();
      mu->unlock();
    });
    go([=, &given_up] {
      for (int tries = 0; tries < 3; ++tries) {
        if (mu->try_lock()) return mu->unlock();
      }
      ++given_up;
    });
  });
  EXPECT_GE(given_up, 1);
}

}  // namespace
}  // namespace weft
