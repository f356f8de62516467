// Locks that spin: test-and-set, test-and-test-and-set, tickets.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// GOOD: finding it free and taking it is one step.
class SpinLock {
 public:
  void lock() {
    while (taken_.swap(true)) gosched();
  }
  void unlock() { taken_.store(false); }

 private:
  Atomic<bool> taken_{false, "taken"};
};

/// GOOD: looks first, and tries only when it looks free.
class PoliteSpinLock {
 public:
  void lock() {
    do {
      while (taken_.load()) gosched();
    } while (taken_.swap(true));
  }
  void unlock() { taken_.store(false); }

 private:
  Atomic<bool> taken_{false, "taken"};
};

/// BAD: looks, then takes. Two may look before one takes.
class LookThenTake {
 public:
  void lock() {
    while (taken_.load()) gosched();
    taken_.store(true);
  }
  void unlock() { taken_.store(false); }

 private:
  Atomic<bool> taken_{false, "taken"};
};

/// GOOD: draws a number and waits until it is called.
class TicketLock {
 public:
  void lock() {
    const int mine = next_.fetch_add(1);
    while (serving_.load() != mine) gosched();
  }
  void unlock() { serving_.add(1); }

 private:
  Atomic<int> next_{0, "next"};
  Atomic<int> serving_{0, "serving"};
};

/// BAD: reads the number, then counts it up. Two may have the same.
class SameTicketLock {
 public:
  void lock() {
    const int mine = next_.load();
    next_.store(mine + 1);
    while (serving_.load() != mine) gosched();
  }
  void unlock() { serving_.add(1); }

 private:
  Atomic<int> next_{0, "next"};
  Atomic<int> serving_{0, "serving"};
};

template <typename Lock>
void count_under(int goroutines) {
  Lock lock;
  Shared<int> count(0, "count");
  WaitGroup all("all");
  for (int i = 0; i < goroutines; ++i) {
    all.go([&] {
      lock.lock();
      count.update([](int& n) { ++n; });
      lock.unlock();
    });
  }
  all.wait();
  expect(count.load() == goroutines, "everybody counted");
}

/// BAD: one who has nothing to do returns with the lock. Whoever comes next spins for ever.
void keeps_it() {
  SpinLock lock;
  go("keeper", [&] {
    lock.lock();
    const bool nothing_to_do = choose(2) == 0;
    if (nothing_to_do) return;
    lock.unlock();
  });
  lock.lock();
  lock.unlock();
}

const Registered registered[] = {
    Registered{{.name = "classics/spin_locks/test_and_set",
                .body = [] { count_under<SpinLock>(3); },
                .summary = "A lock that is swapped until it was free"}},
    Registered{{.name = "classics/spin_locks/test_and_test_and_set",
                .body = [] { count_under<PoliteSpinLock>(2); },
                .summary = "A lock that is looked at before it is swapped"}},
    Registered{{.name = "classics/spin_locks/bad_test_then_set",
                .body = [] { count_under<LookThenTake>(2); },
                .expects = kind::kDataRace,
                .summary = "A lock that two find free before one takes it"}},
    Registered{{.name = "classics/spin_locks/tickets",
                .body = [] { count_under<TicketLock>(3); },
                .summary = "A lock that serves in the order of tickets"}},
    Registered{{.name = "classics/spin_locks/bad_same_ticket",
                .body = [] { count_under<SameTicketLock>(2); },
                .expects = kind::kDataRace,
                .summary = "Tickets that are read first and counted up later"}},
    Registered{{.name = "classics/spin_locks/bad_kept",
                .body = keeps_it,
                .expects = kind::kLivelock,
                .summary = "An early return that keeps a lock others spin for"}},
};

}  // namespace
}  // namespace weft
