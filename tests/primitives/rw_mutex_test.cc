// sync.RWMutex, by its documentation and by the memory model.
#include "weft/primitives/rw_mutex.h"

#include <gtest/gtest.h>

#include <mutex>
#include <set>
#include <shared_mutex>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"

namespace weft {
namespace {

using namespace testing_support;

/// Two readers that meet inside could not if one kept the other out.
TEST(RWMutex, LetsReadersInTogether) {
  EXPECT_EQ(explored([] {
              RWMutex rw;
              Chan<Unit> meet;
              go([&, meet] {
                const std::shared_lock hold(rw);
                meet.send({});
              });
              const std::shared_lock hold(rw);
              meet.recv();
            }),
            "verified");
}

TEST(RWMutex, KeepsAWriterAlone) {
  bool crowded = false;
  (void)explore([&] {
    RWMutex rw;
    Atomic<int> inside(0);
    const auto enter = [&] {
      crowded = crowded || inside.add_fetch(1) > 1;
      inside.add(-1);
    };
    const auto write = [&] {
      const std::unique_lock hold(rw);
      enter();
    };
    go(write);
    go(write);
    go([&] {
      const std::shared_lock hold(rw);
      enter();
    });
  });
  EXPECT_FALSE(crowded);
}

/// "It should not be used for recursive read locking": a writer in between blocks both.
TEST(RWMutex, RecursiveReadingWithAWriterInBetweenIsADeadlock) {
  EXPECT_EQ(explored([] {
              RWMutex rw("rw");
              go([&] {
                rw.lock();
                rw.unlock();
              });
              rw.rlock();
              rw.rlock();
              rw.runlock();
              rw.runlock();
            }),
            kind::kDeadlock);
}

TEST(RWMutex, RecursiveReadingWithoutAWriterIsFine) {
  EXPECT_EQ(explored([] {
              RWMutex rw("rw");
              go([&] {
                rw.rlock();
                rw.runlock();
              });
              rw.rlock();
              rw.rlock();
              rw.runlock();
              rw.runlock();
            }),
            "verified");
}

TEST(RWMutex, AReaderThatAsksToWriteWaitsForItself) {
  EXPECT_EQ(explored([] {
              RWMutex rw;
              rw.rlock();
              rw.lock();
            }),
            kind::kDeadlock);
}

TEST(RWMutex, AWriterThatAsksToReadWaitsForItself) {
  EXPECT_EQ(explored([] {
              RWMutex rw;
              rw.lock();
              rw.rlock();
            }),
            kind::kDeadlock);
}

TEST(RWMutex, AWaitingWriterGetsInThoughReadersKeepComing) {
  EXPECT_EQ(explored([] {
              RWMutex rw;
              const auto read = [&] {
                rw.rlock();
                rw.runlock();
              };
              go(read);
              go(read);
              rw.lock();
              rw.unlock();
            }),
            "verified");
}

TEST(RWMutex, UnlockOfUnlockedPanicsWithGosWords) {
  EXPECT_EQ(panics_with([] { RWMutex().unlock(); }), "sync: Unlock of unlocked RWMutex");
}

TEST(RWMutex, UnlockWhileOnlyReadersAreInPanics) {
  EXPECT_EQ(panics_with([] {
              RWMutex rw;
              rw.rlock();
              rw.unlock();
            }),
            "sync: Unlock of unlocked RWMutex");
}

TEST(RWMutex, RUnlockOfUnlockedPanicsWithGosWords) {
  EXPECT_EQ(panics_with([] { RWMutex().runlock(); }), "sync: RUnlock of unlocked RWMutex");
}

TEST(RWMutex, RUnlockThatMayComeTooEarlyIsFound) {
  EXPECT_EQ(panics_with([] {
              RWMutex rw;
              go([&] { rw.rlock(); });
              rw.runlock();
            }),
            "sync: RUnlock of unlocked RWMutex");
}

/// "As with Mutexes, a locked RWMutex is not associated with a particular goroutine."
TEST(RWMutex, MayBeGivenBackByAnotherGoroutine) {
  EXPECT_EQ(explored([] {
              RWMutex rw;
              Chan<Unit> read;
              Chan<Unit> written;
              rw.rlock();
              go([&, read] {
                rw.runlock();
                read.send({});
              });
              read.recv();
              rw.lock();
              go([&, written] {
                rw.unlock();
                written.send({});
              });
              written.recv();
            }),
            "verified");
}

TEST(RWMutex, TryLockFailsExactlyWhileSomebodyIsInOrWaitsToWrite) {
  std::set<bool> beside_reader;
  std::set<bool> beside_writer;
  (void)explore([&] {
    RWMutex rw;
    go([&] {
      rw.rlock();
      rw.runlock();
    });
    const bool got = rw.try_lock();
    beside_reader.insert(got);
    if (got) rw.unlock();
  });
  (void)explore([&] {
    RWMutex rw;
    go([&] {
      rw.lock();
      rw.unlock();
    });
    const bool got = rw.try_lock();
    beside_writer.insert(got);
    if (got) rw.unlock();
  });
  EXPECT_EQ(beside_reader, (std::set<bool>{false, true}));
  EXPECT_EQ(beside_writer, (std::set<bool>{false, true}));
}

TEST(RWMutex, TryRLockSucceedsBesideReaders) {
  std::set<bool> seen;
  (void)explore([&] {
    RWMutex rw;
    rw.rlock();
    seen.insert(rw.try_rlock());
    rw.runlock();
    rw.runlock();
  });
  EXPECT_EQ(seen, std::set<bool>{true});
}

TEST(RWMutex, TryRLockFailsWhileAWriterWaits) {
  std::set<bool> seen;
  (void)explore([&] {
    RWMutex rw;
    rw.rlock();
    go([&] {
      rw.lock();
      rw.unlock();
    });
    const bool again = rw.try_rlock();
    seen.insert(again);
    if (again) rw.runlock();
    rw.runlock();
  });
  EXPECT_EQ(seen, (std::set<bool>{false, true}));
}

TEST(RWMutex, OrdersAReadAfterTheWriteBefore) {
  EXPECT_EQ(explored([] {
              RWMutex rw;
              Shared<int> x(0, "x");
              go([&] {
                const std::unique_lock hold(rw);
                x.store(1);
              });
              const std::shared_lock hold(rw);
              (void)x.load();
            }),
            "verified");
}

/// Readers are not ordered among each other: what one writes, another must not touch.
TEST(RWMutex, DoesNotOrderReadersAmongEachOther) {
  EXPECT_EQ(explored([] {
              RWMutex rw;
              Shared<int> x(0, "x");
              const auto read = [&] {
                const std::shared_lock hold(rw);
                x.store(1);
              };
              go(read);
              go(read);
            }),
            kind::kDataRace);
}

TEST(RWMutex, ReadersComeAndGoInOneExecution) {
  EXPECT_EQ(executions([] {
              RWMutex rw;
              for (int i = 0; i < 4; ++i) {
                go([&] {
                  rw.rlock();
                  rw.runlock();
                });
              }
            }),
            1U);
}

TEST(RWMutex, WritersGoInEveryOrder) {
  EXPECT_EQ(executions([] {
              RWMutex rw;
              for (int i = 0; i < 3; ++i) {
                go([&] { const std::scoped_lock hold(rw); });
              }
            }),
            6U);
}

}  // namespace
}  // namespace weft
