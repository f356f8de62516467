// sync.RWMutex: what is left of its documentation and of the memory model, sentence by sentence.
#include <gtest/gtest.h>

#include <mutex>
#include <shared_mutex>
#include <string>
#include <type_traits>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using testing_support::Outcomes;
using testing_support::outcomes;

std::string found(const std::function<void()>& body) {
  return testing_support::explored(body);
}

/// "The zero value for a RWMutex is an unlocked mutex."
TEST(RWMutex, IsFreeAtFirst) {
  EXPECT_EQ(outcomes([] {
              RWMutex written("written");
              RWMutex read("read");
              const bool free = written.try_lock() && read.try_rlock();
              written.unlock();
              read.runlock();
              return std::to_string(free);
            }),
            Outcomes{"1"});
}

/// "A RWMutex must not be copied after first use."
TEST(RWMutex, CannotBeCopied) {
  static_assert(!std::is_copy_constructible_v<RWMutex> && !std::is_copy_assignable_v<RWMutex>);
  static_assert(!std::is_move_constructible_v<RWMutex> && !std::is_move_assignable_v<RWMutex>);
}

/// "If any goroutine calls Lock while the lock is already held by one or more readers, concurrent
/// calls to RLock will block until the writer has acquired (and released) the lock."
TEST(RWMutex, AWriterThatWaitsIsServedBeforeReadersThatComeLater) {
  EXPECT_EQ(outcomes([] {
              RWMutex rw("rw");
              Atomic<int> written(0, "written");
              rw.rlock();
              go("writer", [&] {
                rw.lock();
                written.store(1);
                rw.unlock();
              });
              assume(!rw.try_rlock());  // the writer waits
              Chan<int> seen(1, "seen");
              go("late reader", [&, seen] {
                const std::shared_lock hold(rw);
                seen.send(written.load());
              });
              rw.runlock();
              return std::to_string(seen.recv());
            }),
            Outcomes{"1"});
}

/// "RUnlock undoes a single RLock call; it does not affect other simultaneous readers."
TEST(RWMutex, RUnlockLeavesOtherReadersIn) {
  EXPECT_EQ(outcomes([] {
              RWMutex rw("rw");
              rw.rlock();
              rw.rlock();
              rw.runlock();
              const bool writer_gets_in = rw.try_lock();
              rw.runlock();
              return std::to_string(writer_gets_in);
            }),
            Outcomes{"0"});
}

/// "Lock locks rw for writing. If the lock is already locked for reading or writing, Lock blocks
/// until the lock is available."
TEST(RWMutex, AWriterWaitsForTheLastReader) {
  EXPECT_EQ(outcomes([] {
              RWMutex rw("rw");
              Atomic<int> inside(2, "inside");
              for (int i = 0; i < 2; ++i) {
                rw.rlock();
                go([&] {
                  inside.add(-1);
                  rw.runlock();
                });
              }
              rw.lock();
              const int left = inside.load();
              rw.unlock();
              return std::to_string(left);
            }),
            Outcomes{"0"});
}

/// "RLocker returns a Locker interface that implements the Lock and Unlock methods by calling
/// rw.RLock and rw.RUnlock."
TEST(RWMutex, ItsRLockerLocksForReading) {
  EXPECT_EQ(outcomes([] {
              RWMutex rw("rw");
              RWMutex::RLocker reader = rw.rlocker();
              const std::scoped_lock hold(reader);
              const bool read = rw.try_rlock();
              const bool write = rw.try_lock();
              rw.runlock();
              return std::to_string(read) + std::to_string(write);
            }),
            Outcomes{"10"});
}

TEST(RWMutex, ACondMayWaitOnItsRLocker) {
  EXPECT_EQ(found([] {
              RWMutex rw("rw");
              RWMutex::RLocker reader = rw.rlocker();
              Cond news(reader, "news");
              Shared<bool> ready(false, "ready");
              go("writer", [&] {
                const std::scoped_lock hold(rw);
                ready.store(true);
                news.broadcast();
              });
              const std::scoped_lock hold(reader);
              while (!ready.load()) news.wait();
            }),
            "verified");
}

/// The memory model: "the corresponding call to l.RUnlock is synchronized before the return from
/// call n+1 to l.Lock". Twin: who writes without the lock is not ordered after the reader.
TEST(RWMutex, OrdersAWriteAfterTheReadsBefore) {
  const auto write = [](bool locked) {
    return [locked] {
      RWMutex rw("rw");
      Shared<int> x(0, "x");
      go("reader", [&] {
        const std::shared_lock hold(rw);
        (void)x.load();
      });
      if (locked) rw.lock();
      x.store(1);
      if (locked) rw.unlock();
    };
  };
  EXPECT_EQ(found(write(true)), "verified");
  EXPECT_EQ(found(write(false)), kind::kDataRace);
}

/// "An unsuccessful call [of TryLock or TryRLock] has no synchronizing effect at all."
TEST(RWMutex, ATryThatFailsOrdersNothing) {
  const auto read_if = [](bool got_it) {
    return [got_it] {
      RWMutex rw("rw");
      Shared<int> x(0, "x");
      go("writer", [&] {
        const std::unique_lock hold(rw);
        x.store(1);
      });
      const bool got = rw.try_rlock();
      if (got == got_it) (void)x.load();
      if (got) rw.runlock();
    };
  };
  EXPECT_EQ(found(read_if(true)), "verified");
  EXPECT_EQ(found(read_if(false)), kind::kDataRace);
}

TEST(RWMutex, ATryForWritingThatSucceedsOrdersLikeALock) {
  const auto read_if = [](bool got_it) {
    return [got_it] {
      RWMutex rw("rw");
      Shared<int> x(0, "x");
      go("reader", [&] {
        const std::shared_lock hold(rw);
        (void)x.load();
      });
      const bool got = rw.try_lock();
      if (got == got_it) x.store(1);
      if (got) rw.unlock();
    };
  };
  EXPECT_EQ(found(read_if(true)), "verified");
  EXPECT_EQ(found(read_if(false)), kind::kDataRace);
}

TEST(RWMutex, HeldByAReaderWhoHasFinishedIsAFinding) {
  const auto read = [](bool gives_back) {
    return [gives_back] {
      RWMutex rw("rw");
      go("reader", [&, gives_back] {
        rw.rlock();
        if (gives_back) rw.runlock();
      });
    };
  };
  EXPECT_EQ(found(read(false)), kind::kLockHeld);
  EXPECT_EQ(found(read(true)), "verified");
}

}  // namespace
}  // namespace weft
