// sync.Cond, by its documentation and by the memory model.
#include "weft/primitives/cond.h"

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <vector>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"

namespace weft {
namespace {

using namespace testing_support;

/// Waits until `ready`, which `news` announces under the lock or not, by signal or broadcast.
void wait_for_news(bool in_a_loop, bool under_the_lock) {
  Mutex mu("mu");
  Cond news(mu, "news");
  bool ready = false;
  go("waker", [&] {
    mu.lock();
    ready = true;
    if (under_the_lock) news.signal();
    mu.unlock();
    if (!under_the_lock) news.signal();
  });
  mu.lock();
  if (in_a_loop) {
    while (!ready) news.wait();
  } else {
    news.wait();
  }
  mu.unlock();
}

TEST(Cond, ALoopThatChecksNeverMissesASignal) {
  EXPECT_EQ(explored([] { wait_for_news(true, true); }), "verified");
}

/// "It is allowed but not required for the caller to hold c.L during the call."
TEST(Cond, MayBeSignalledWithoutTheLock) {
  EXPECT_EQ(explored([] { wait_for_news(true, false); }), "verified");
}

TEST(Cond, AWaitThatDoesNotCheckMissesTheSignal) {
  EXPECT_EQ(explored([] { wait_for_news(false, true); }), kind::kLostWakeup);
}

TEST(Cond, ASignalThatNeverComesIsNoLostWakeup) {
  EXPECT_EQ(explored([] {
              Mutex mu;
              Cond news(mu);
              mu.lock();
              news.wait();
            }),
            kind::kDeadlock);
}

/// "Signal wakes one goroutine waiting on c, if there is any."
TEST(Cond, SignalWakesAnyOneWaiter) {
  std::set<int> woken;
  Options all;
  all.keep_going = true;
  const Report report = explore(
      [&] {
        Mutex mu;
        Cond news(mu);
        WaitGroup waiting;
        for (int i = 0; i < 3; ++i) {
          waiting.add();
          go_background([&, i] {
            mu.lock();
            waiting.done();
            news.wait();
            woken.insert(i);
            mu.unlock();
          });
        }
        waiting.wait();
        mu.lock();
        news.signal();
        mu.unlock();
      },
      all);
  EXPECT_EQ(woken, (std::set<int>{0, 1, 2}));
}

TEST(Cond, SignalWakesOnlyOneWaiter) {
  EXPECT_EQ(explored([] {
              Mutex mu;
              Cond news(mu);
              WaitGroup waiting;
              for (int i = 0; i < 2; ++i) {
                waiting.add();
                go([&] {
                  mu.lock();
                  waiting.done();
                  news.wait();
                  mu.unlock();
                });
              }
              waiting.wait();
              mu.lock();
              news.signal();
              mu.unlock();
            }),
            kind::kLeak);
}

/// "Broadcast wakes all goroutines waiting on c."
TEST(Cond, BroadcastWakesAllWaiters) {
  EXPECT_EQ(explored([] {
              Mutex mu;
              Cond news(mu);
              WaitGroup waiting;
              for (int i = 0; i < 3; ++i) {
                waiting.add();
                go([&] {
                  mu.lock();
                  waiting.done();
                  news.wait();
                  mu.unlock();
                });
              }
              waiting.wait();
              mu.lock();
              news.broadcast();
              mu.unlock();
            }),
            "verified");
}

TEST(Cond, BroadcastDoesNotWakeWhoComesLater) {
  EXPECT_EQ(explored([] {
              Mutex mu;
              Cond news(mu);
              news.broadcast();
              mu.lock();
              news.wait();
            }),
            kind::kLostWakeup);
}

/// "Wait atomically unlocks c.L and suspends": nobody gets the lock and signals in between.
TEST(Cond, NobodySlipsInBetweenUnlockAndWait) {
  EXPECT_EQ(explored([] {
              Mutex mu;
              Cond news(mu);
              mu.lock();
              go([&] {
                mu.lock();
                news.signal();
                mu.unlock();
              });
              news.wait();
              mu.unlock();
            }),
            "verified");
}

/// "After later resuming execution, Wait locks c.L before returning."
TEST(Cond, HoldsTheLockWhenItReturns) {
  EXPECT_EQ(explored([] {
              Mutex mu;
              Cond news(mu);
              Shared<int> x(0, "x");
              mu.lock();
              go([&] {
                const std::scoped_lock hold(mu);
                x.store(1);
                news.broadcast();
                x.store(2);
              });
              news.wait();
              x.store(3);
              mu.unlock();
            }),
            "verified");
}

TEST(Cond, WaitingWithoutTheLockPanics) {
  EXPECT_EQ(panics_with([] {
              Mutex mu;
              Cond(mu).wait();
            }),
            "sync: unlock of unlocked mutex");
}

TEST(Cond, WhoFailedToWaitIsNotWaitedFor) {
  EXPECT_EQ(explored([] {
              Mutex mu;
              Cond news(mu);
              try {
                news.wait();
              } catch (const Panic&) {
              }
              news.signal();
            }),
            "verified");
}

TEST(Cond, WorksWithTheWritersSideOfAnRWMutex) {
  EXPECT_EQ(explored([] {
              RWMutex rw;
              Cond news(rw);
              bool ready = false;
              go([&] {
                const std::scoped_lock hold(rw);
                ready = true;
                news.broadcast();
              });
              const std::unique_lock hold(rw);
              while (!ready) news.wait();
            }),
            "verified");
}

/// A signal is synchronized before the wait it ends …
TEST(Cond, OrdersTheSignalBeforeTheWaitItEnds) {
  EXPECT_EQ(explored([] {
              Mutex mu;
              Cond news(mu);
              Shared<int> x(0, "x");
              mu.lock();
              go([&] {
                mu.lock();
                mu.unlock();
                x.store(1);
                news.signal();
              });
              news.wait();
              (void)x.load();
              mu.unlock();
            }),
            "verified");
}

/// … and not the other way round.
TEST(Cond, DoesNotOrderTheWaitBeforeTheSignal) {
  EXPECT_EQ(explored([] {
              Mutex mu;
              Cond news(mu);
              Shared<int> x(0, "x");
              go([&] {
                mu.lock();
                x.store(1);
                news.wait();
                mu.unlock();
              });
              mu.lock();
              mu.unlock();
              news.signal();
              x.store(2);
            }),
            kind::kDataRace);
}

TEST(Cond, BroadcastsThatFindNobodyDoNotMindEachOther) {
  EXPECT_EQ(executions([] {
              Mutex mu;
              Cond news(mu);
              for (int i = 0; i < 4; ++i) {
                go([&] { news.broadcast(); });
              }
            }),
            1U);
}

/// Three come in any order, and in any order take the lock again: 3! * 3!, and no more.
TEST(Cond, WaitersWokenTogetherOnlyCompeteForTheLock) {
  EXPECT_EQ(executions([] {
              Mutex mu;
              Cond news(mu);
              WaitGroup waiting;
              waiting.add(3);
              for (int i = 0; i < 3; ++i) {
                go([&] {
                  mu.lock();
                  waiting.done();
                  news.wait();
                  mu.unlock();
                });
              }
              waiting.wait();
              mu.lock();
              news.broadcast();
              mu.unlock();
            }),
            36U);
}

/// An `if` where a `while` belongs shows that a wait may end for no reason.
void takes_the_first_wakeup_for_the_news() {
  Mutex mu("mu");
  Cond news(mu, "news");
  Shared<bool> ready(false, "ready");
  go("waker", [&] {
    const std::scoped_lock hold(mu);
    ready = true;
    news.signal();
  });
  const std::unique_lock hold(mu);
  if (!ready) news.wait();
  if (!ready) panic("woken, and nothing is ready");
}

TEST(Cond, DoesNotWakeForNoReason) {
  EXPECT_EQ(explored(takes_the_first_wakeup_for_the_news), "verified");
}

TEST(Cond, WakesForNoReasonIfAsked) {
  Options spurious;
  spurious.spurious_wakeups = true;
  EXPECT_EQ(explored(takes_the_first_wakeup_for_the_news, spurious), kind::kPanic);
}

TEST(Cond, ALoopThatChecksStandsSpuriousWakeups) {
  Options spurious;
  spurious.spurious_wakeups = true;
  EXPECT_EQ(explored([] { wait_for_news(true, true); }, spurious), "verified");
}

/// A buffer of one slot with one lock and two conditions. Adds to `orders` who took the lock when.
void one_slot(int producers, int items, int consumers, std::set<std::vector<int>>& orders) {
  Mutex mu;
  Cond not_full(mu);
  Cond not_empty(mu);
  WaitGroup all;
  std::vector<int> order;
  int filled = 0;
  const auto use = [&](int who, Cond& wait_for, Cond& tell, int blocked) {
    mu.lock();
    order.push_back(who);
    while (filled == blocked) {
      wait_for.wait();
      order.push_back(who);
    }
    filled = 1 - filled;
    tell.signal();
    mu.unlock();
  };
  for (int p = 0; p < producers; ++p) {
    all.go([&, p] {
      for (int i = 0; i < items; ++i) use(p, not_full, not_empty, 1);
    });
  }
  for (int c = 0; c < consumers; ++c) {
    all.go([&, c] {
      for (int i = 0; i < producers * items / consumers; ++i) {
        use(producers + c, not_empty, not_full, 0);
      }
    });
  }
  all.wait();
  orders.insert(order);
}

struct Buffer {
  int producers;
  int items;
  int consumers;
  std::size_t orders;  ///< of taking the lock, by brute force
};

class OneSlotBuffer : public testing::TestWithParam<Buffer> {};

TEST_P(OneSlotBuffer, ShowsEveryOrderOfTakingTheLock) {
  const Buffer& b = GetParam();
  std::set<std::vector<int>> orders;
  const Report report = explore([&] { one_slot(b.producers, b.items, b.consumers, orders); });
  EXPECT_EQ(report.verdict, Verdict::verified);
  EXPECT_EQ(report.blocked, 0U);
  EXPECT_EQ(orders.size(), b.orders);
}

INSTANTIATE_TEST_SUITE_P(Cond, OneSlotBuffer,
                         testing::Values(Buffer{2, 1, 2, 64}, Buffer{1, 3, 1, 32},
                                         Buffer{2, 2, 1, 2432}));

}  // namespace
}  // namespace weft
