// The Go memory model of locks, once, atomics and wait groups, sentence by sentence. Each has a
// twin that lacks just the synchronisation it speaks of: that one must be a race.
#include <gtest/gtest.h>

#include <mutex>
#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"

namespace weft {
namespace {

std::string found(const std::function<void()>& body) {
  return testing_support::explored(body);
}

/// "For any sync.Mutex variable l and n < m, call n of l.Unlock() is synchronized before call m of
/// l.Lock() returns."
TEST(MemoryModel, AnUnlockComesBeforeTheNextLock) {
  const auto write = [](bool both_lock) {
    return [both_lock] {
      Shared<int> x(0, "x");
      Mutex mu("mu");
      go([&] {
        const std::scoped_lock lock(mu);
        x.store(1);
      });
      if (both_lock) {
        const std::scoped_lock lock(mu);
        (void)x.load();
      } else {
        (void)x.load();
      }
    };
  };
  EXPECT_EQ(found(write(true)), "verified");
  EXPECT_EQ(found(write(false)), kind::kDataRace);
}

/// "A successful call to l.TryLock is equivalent to a call to l.Lock. An unsuccessful call has no
/// synchronizing effect at all."
TEST(MemoryModel, ATryLockOrdersOnlyIfItGetsTheLock) {
  const auto read_if = [](bool got_it) {
    return [got_it] {
      Shared<int> x(0, "x");
      Mutex mu("mu");
      go([&] {
        const std::scoped_lock lock(mu);
        x.store(1);
      });
      const bool got = mu.try_lock();
      if (got == got_it) (void)x.load();
      if (got) mu.unlock();
    };
  };
  EXPECT_EQ(found(read_if(true)), "verified");
  EXPECT_EQ(found(read_if(false)), kind::kDataRace);
}

/// "The completion of a single call of f() from once.Do(f) is synchronized before the return of
/// any call of once.Do(f)."
TEST(MemoryModel, OnceOrdersWhatItDid) {
  const auto read_after = [](bool once_too) {
    return [once_too] {
      Shared<int> x(0, "x");
      Once once("once");
      const auto set = [&] { once.do_once([&] { x.store(1); }); };
      go(set);
      if (once_too) set();
      (void)x.load();
    };
  };
  EXPECT_EQ(found(read_after(true)), "verified");
  EXPECT_EQ(found(read_after(false)), kind::kDataRace);
}

/// "If the effect of an atomic operation A is observed by atomic operation B, then A is
/// synchronized before B."
TEST(MemoryModel, AnAtomicOrdersForWhoSeesIt) {
  const auto read_if = [](int seen) {
    return [seen] {
      Shared<int> x(0, "x");
      Atomic<int> flag(0, "flag");
      go([&] {
        x.store(1);
        flag.store(1);
      });
      if (flag.load() == seen) (void)x.load();
    };
  };
  EXPECT_EQ(found(read_if(1)), "verified");
  EXPECT_EQ(found(read_if(0)), kind::kDataRace);
}

/// "All the atomic operations executed in a program behave as though executed in some sequentially
/// consistent order."
TEST(MemoryModel, AtomicsAreSequentiallyConsistent) {
  EXPECT_EQ(found([] {
              Atomic<int> x(0, "x");
              Atomic<int> y(0, "y");
              int saw_y = -1;
              int saw_x = -1;
              WaitGroup both("both");
              both.go([&] {
                x.store(1);
                saw_y = y.load();
              });
              both.go([&] {
                y.store(1);
                saw_x = x.load();
              });
              both.wait();
              expect(saw_x == 1 || saw_y == 1, "one of the two came later");
            }),
            "verified");
}

/// "done" of a WaitGroup: a call to Done synchronizes before the return of any Wait it unblocks.
TEST(MemoryModel, DoneComesBeforeTheWaitItEnds) {
  const auto write = [](bool before) {
    return [before] {
      Shared<int> x(0, "x");
      WaitGroup all("all");
      all.add(1);
      go([&] {
        if (before) x.store(1);
        all.done();
        if (!before) x.store(1);
      });
      all.wait();
      (void)x.load();
    };
  };
  EXPECT_EQ(found(write(true)), "verified");
  EXPECT_EQ(found(write(false)), kind::kDataRace);
}

/// "A data race is a write to a memory location happening concurrently with another read or
/// write."
TEST(MemoryModel, TwoReadsAreNoRace) {
  EXPECT_EQ(found([] {
              Shared<int> x(0, "x");
              go([&] { (void)x.load(); });
              (void)x.load();
            }),
            "verified");
}

TEST(MemoryModel, TwoWritesAreARace) {
  EXPECT_EQ(found([] {
              Shared<int> x(0, "x");
              go([&] { x.store(1); });
              x.store(1);
            }),
            kind::kDataRace);
}

}  // namespace
}  // namespace weft
