// Mutex: a counter that several goroutines use.
#include <mutex>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// GOOD: whatever touches the value holds the lock.
class Counter {
 public:
  void increment() {
    std::scoped_lock lock(mu_);
    value_.store(value_.load() + 1);
  }
  int value() {
    std::scoped_lock lock(mu_);
    return value_.load();
  }

 private:
  Mutex mu_{"mu"};
  Shared<int> value_{0, "value"};
};

void good_counter() {
  Counter counter;
  WaitGroup all("all");
  for (int i = 0; i < 3; ++i) all.go([&] { counter.increment(); });
  all.wait();
  expect(counter.value() == 3, "every increment counted");
}

/// BAD: two goroutines read and write the value as they please.
void bad_counter() {
  Shared<int> value(0, "value");
  WaitGroup all("all");
  for (int i = 0; i < 2; ++i) all.go([&] { value.store(value.load() + 1); });
  all.wait();
}

/// BAD: calls a function that takes the lock while it holds the lock.
void bad_locks_twice() {
  Mutex mu("mu");
  Shared<int> value(0, "value");
  const auto get = [&] {
    std::scoped_lock lock(mu);
    return value.load();
  };
  const auto increment = [&] {
    std::scoped_lock lock(mu);
    value.store(get() + 1);
  };
  increment();
}

/// BAD: an early return leaves the lock taken.
void bad_forgets_unlock() {
  Mutex mu("mu");
  Shared<int> balance(1, "balance");
  const auto withdraw = [&](int amount) {
    mu.lock();
    if (balance.load() < amount) return;
    balance.store(balance.load() - amount);
    mu.unlock();
  };
  WaitGroup all("all");
  for (int i = 0; i < 2; ++i) all.go([&] { withdraw(1); });
  all.wait();
}

const Registered registered[] = {
    Registered{{.name = "guideline/mutex/bad_counter",
                .body = bad_counter,
                .expects = kind::kDataRace,
                .summary = "A counter that nothing guards"}},
    Registered{{.name = "guideline/mutex/good_counter",
                .body = good_counter,
                .summary = "A counter guarded by a Mutex"}},
    Registered{{.name = "guideline/mutex/bad_locks_twice",
                .body = bad_locks_twice,
                .expects = kind::kDeadlock,
                .summary = "A lock taken by who has it already"}},
    Registered{{.name = "guideline/mutex/bad_forgets_unlock",
                .body = bad_forgets_unlock,
                .expects = kind::kLockHeld,
                .summary = "An early return between lock and unlock"}},
};

}  // namespace
}  // namespace weft
