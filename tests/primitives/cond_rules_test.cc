// sync.Cond: what its documentation says of those who come in between.
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

std::string found(const std::function<void()>& body) {
  return testing_support::explored(body);
}

/// "A Cond must not be copied after first use."
TEST(Cond, CannotBeCopied) {
  static_assert(!std::is_copy_constructible_v<Cond> && !std::is_copy_assignable_v<Cond>);
  static_assert(!std::is_move_constructible_v<Cond> && !std::is_move_assignable_v<Cond>);
}

/// "Because c.L is not locked while Wait is waiting, the caller typically cannot assume that the
/// condition is true when Wait returns. Instead, the caller should Wait in a loop."
TEST(Cond, SomebodyElseMayUseUpTheNewsBeforeTheWaiterHasTheLock) {
  const auto take_one = [](bool in_a_loop) {
    return [in_a_loop] {
      Mutex mu("mu");
      Cond filled(mu, "filled");
      int items = 0;
      const auto take = [&, in_a_loop] {
        const std::scoped_lock lock(mu);
        if (in_a_loop) {
          while (items == 0) filled.wait();
        } else if (items == 0) {
          filled.wait();
        }
        --items;
        expect(items >= 0, "there was one to take");
      };
      go("first", take);
      go("second", take);
      for (int i = 0; i < 2; ++i) {
        const std::scoped_lock lock(mu);
        ++items;
        filled.signal();
      }
    };
  };
  EXPECT_EQ(found(take_one(true)), "verified");
  EXPECT_EQ(found(take_one(false)), kind::kCheckFailed);
}

/// "Signal() does not affect goroutine scheduling priority; if other goroutines are attempting to
/// lock c.L, they may be awoken before a 'waiting' goroutine."
TEST(Cond, WhoWantsTheLockMayGetItBeforeWhoWasWoken) {
  EXPECT_EQ(outcomes([] {
              Mutex mu("mu");
              Cond news(mu, "news");
              bool ready = false;
              std::string order;
              WaitGroup all("all");
              mu.lock();
              all.go([&] {
                const std::scoped_lock lock(mu);
                ready = true;
                news.signal();
              });
              all.go([&] {
                const std::scoped_lock lock(mu);
                if (ready) order += "passer-by ";
              });
              while (!ready) news.wait();
              order += "waiter ";
              mu.unlock();
              all.wait();
              return order;
            }),
            (Outcomes{"waiter ", "passer-by waiter ", "waiter passer-by "}));
}

/// A signal ends one wait: whoever waits again needs another one.
TEST(Cond, ASignalEndsOneWait) {
  const auto wait = [](int times) {
    return [times] {
      Mutex mu("mu");
      Cond news(mu, "news");
      mu.lock();
      go("teller", [&] {
        const std::scoped_lock lock(mu);
        news.signal();
      });
      for (int i = 0; i < times; ++i) news.wait();
      mu.unlock();
    };
  };
  EXPECT_EQ(found(wait(1)), "verified");
  EXPECT_EQ(found(wait(2)), kind::kDeadlock);
}

/// "Each Cond has an associated Locker L": any type that locks and unlocks.
TEST(Cond, TakesAnyLock) {
  struct Counted {
    void lock() {
      mu.lock();
      ++locked;
    }
    void unlock() { mu.unlock(); }
    Mutex mu{"mu"};
    int locked = 0;
  };
  EXPECT_EQ(outcomes([] {
              Counted lock;
              Cond news(lock, "news");
              lock.lock();
              go("teller", [&] {
                const std::scoped_lock hold(lock.mu);
                news.signal();
              });
              news.wait();
              lock.unlock();
              return std::to_string(lock.locked);
            }),
            Outcomes{"2"});
}

}  // namespace
}  // namespace weft
