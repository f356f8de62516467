// Double-checked locking: look without the lock, and look again with it.
#include <mutex>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// GOOD: the first look is an atomic one, so who sees that it is ready sees the value too.
class Lazy {
 public:
  int value() {
    if (!ready_.load()) {
      std::scoped_lock lock(mu_);
      if (!ready_.load()) {
        value_.store(42);
        ready_.store(true);
      }
    }
    return value_.load();
  }

 private:
  Mutex mu_{"mu"};
  Atomic<bool> ready_{false, "ready"};
  Shared<int> value_{0, "value"};
};

/// BAD: the first look is a plain one. Nothing says that the value is there when `ready` is.
class RacyLazy {
 public:
  int value() {
    if (!ready_.load()) {
      std::scoped_lock lock(mu_);
      if (!ready_.load()) {
        value_.store(42);
        ready_.store(true);
      }
    }
    return value_.load();
  }

 private:
  Mutex mu_{"mu"};
  Shared<bool> ready_{false, "ready"};
  Shared<int> value_{0, "value"};
};

/// BAD: says that it is ready before it is.
class HastyLazy {
 public:
  int value() {
    if (!ready_.load()) {
      std::scoped_lock lock(mu_);
      if (!ready_.swap(true)) value_.store(42);
    }
    return value_.load();
  }

 private:
  Mutex mu_{"mu"};
  Atomic<bool> ready_{false, "ready"};
  Shared<int> value_{0, "value"};
};

template <typename Kind>
void ask_together() {
  Kind lazy;
  WaitGroup all("all");
  for (int i = 0; i < 3; ++i) all.go([&] { expect(lazy.value() == 42, "the value"); });
  all.wait();
}

const Registered registered[] = {
    Registered{{.name = "classics/double_checked_locking/atomic_flag",
                .body = ask_together<Lazy>,
                .summary = "Made once, by whoever comes first, seen whole by all"}},
    Registered{{.name = "classics/double_checked_locking/bad_plain_flag",
                .body = ask_together<RacyLazy>,
                .expects = kind::kDataRace,
                .summary = "A flag that is looked at without any synchronisation"}},
    Registered{{.name = "classics/double_checked_locking/bad_flag_first",
                .body = ask_together<HastyLazy>,
                .expects = kind::kDataRace,
                .summary = "A flag that is set before what it stands for"}},
};

}  // namespace
}  // namespace weft
