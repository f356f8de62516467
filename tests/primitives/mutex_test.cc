// sync.Mutex, by its documentation.
#include <gtest/gtest.h>

#include <mutex>
#include <string>
#include <type_traits>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using testing_support::Outcomes;
using testing_support::outcomes;
using testing_support::panics_with;

std::string found(const std::function<void()>& body) {
  return testing_support::explored(body);
}

/// "The zero value for a Mutex is an unlocked mutex."
TEST(Mutex, IsFreeAtFirst) {
  EXPECT_EQ(outcomes([] {
              Mutex mu;
              const bool got = mu.try_lock();
              if (got) mu.unlock();
              return std::to_string(got);
            }),
            (Outcomes{"1"}));
}

/// "A Mutex must not be copied after first use."
TEST(Mutex, CannotBeCopied) {
  static_assert(!std::is_copy_constructible_v<Mutex>);
  static_assert(!std::is_copy_assignable_v<Mutex>);
  static_assert(!std::is_move_constructible_v<Mutex>);
}

/// "If the lock is already in use, the calling goroutine blocks until the mutex is available."
TEST(Mutex, KeepsOthersOut) {
  EXPECT_EQ(found([] {
              Mutex mu("mu");
              int inside = 0;
              for (int i = 0; i < 3; ++i) {
                go([&] {
                  const std::scoped_lock lock(mu);
                  expect(++inside == 1, "alone");
                  gosched();
                  --inside;
                });
              }
            }),
            "verified");
}

TEST(Mutex, IsTakenInAnyOrder) {
  EXPECT_EQ(outcomes([] {
              Mutex mu("mu");
              std::string order;
              WaitGroup all("all");
              for (const char* const name : {"a", "b", "c"}) {
                all.go([&, name] {
                  const std::scoped_lock lock(mu);
                  order += name;
                });
              }
              all.wait();
              return order;
            }),
            (Outcomes{"abc", "acb", "bac", "bca", "cab", "cba"}));
}

TEST(Mutex, LockedTwiceByOneGoroutineIsADeadlock) {
  EXPECT_EQ(found([] {
              Mutex mu("mu");
              mu.lock();
              mu.lock();
            }),
            kind::kDeadlock);
}

/// "It is a run-time error if m is not locked on entry to Unlock."
TEST(Mutex, UnlockedTwicePanics) {
  EXPECT_EQ(panics_with([] {
              Mutex mu("mu");
              mu.lock();
              mu.unlock();
              mu.unlock();
            }),
            "sync: unlock of unlocked mutex");
}

/// "A locked Mutex is not associated with a particular goroutine. It is allowed for one goroutine
/// to lock a Mutex and then arrange for another goroutine to unlock it."
TEST(Mutex, MayBeUnlockedByAnotherGoroutine) {
  EXPECT_EQ(found([] {
              Mutex mu("mu");
              mu.lock();
              go([&] { mu.unlock(); });
              mu.lock();
              mu.unlock();
            }),
            "verified");
}

/// "TryLock tries to lock m and reports whether it succeeded."
TEST(Mutex, ATryMayFindItTakenOrNot) {
  EXPECT_EQ(outcomes([] {
              Mutex mu("mu");
              go([&] { const std::scoped_lock lock(mu); });
              const bool got = mu.try_lock();
              if (got) mu.unlock();
              return std::to_string(got);
            }),
            (Outcomes{"0", "1"}));
}

TEST(Mutex, HeldByWhoHasFinishedIsAFinding) {
  EXPECT_EQ(found([] {
              Mutex mu("mu");
              go([&] { mu.lock(); });
            }),
            kind::kLockHeld);
}

TEST(Mutex, FitsTheStandardLocks) {
  EXPECT_EQ(found([] {
              Mutex a("a");
              Mutex b("b");
              const std::scoped_lock lock(a);
              std::unique_lock<Mutex> later(b, std::defer_lock);
              expect(!later.owns_lock(), "not yet");
              later.lock();
              expect(later.owns_lock(), "now");
            }),
            "verified");
}

/// The library takes several locks by trying and giving back: for ever, in the worst schedule.
TEST(Mutex, SeveralTakenAtOnceInOppositeOrdersDoNotDeadlock) {
  const std::function<void()> philosophers = [] {
    Mutex a("a");
    Mutex b("b");
    go("the other", [&] { const std::scoped_lock lock(a, b); });
    const std::scoped_lock lock(b, a);
  };
  EXPECT_EQ(found(philosophers), "verified up to a bound");
}

}  // namespace
}  // namespace weft
