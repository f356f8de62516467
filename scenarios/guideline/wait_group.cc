// WaitGroup: ProcessAll returns when every item has been processed.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

constexpr int kItems = 3;

/// BAD: counts an item only when its goroutine runs: wait() may find nothing to wait for.
void bad_process_all() {
  WaitGroup items("items");
  Atomic<int> processed(0, "processed");
  for (int i = 0; i < kItems; ++i) {
    go([&] {
      items.add(1);
      processed.add(1);
      items.done();
    });
  }
  items.wait();
  expect(processed.load() == kItems, "every item processed");
}

/// GOOD: counts it before it starts the goroutine.
void good_process_all() {
  WaitGroup items("items");
  Atomic<int> processed(0, "processed");
  for (int i = 0; i < kItems; ++i) {
    items.add(1);
    go([&] {
      processed.add(1);
      items.done();
    });
  }
  items.wait();
  expect(processed.load() == kItems, "every item processed");
}

/// BAD: returns early, and says nobody that it is done.
void bad_forgets_done() {
  WaitGroup items("items");
  for (int i = 0; i < kItems; ++i) {
    items.add(1);
    go([&, i] {
      const bool empty = i == 1;
      if (empty) return;
      items.done();
    });
  }
  items.wait();
}

/// BAD: done once more than was added.
void bad_done_twice() {
  WaitGroup items("items");
  items.add(1);
  go([&] {
    items.done();
    items.done();
  });
  items.wait();
}

const Registered registered[] = {
    Registered{{.name = "guideline/wait_group/bad_process_all",
                .body = bad_process_all,
                .expects = kind::kWaitGroupMisuse,
                .summary = "ProcessAll that adds to the WaitGroup inside the goroutines"}},
    Registered{{.name = "guideline/wait_group/good_process_all",
                .body = good_process_all,
                .summary = "ProcessAll: add before go, done in the goroutine, wait"}},
    Registered{{.name = "guideline/wait_group/bad_forgets_done",
                .body = bad_forgets_done,
                .expects = kind::kDeadlock,
                .summary = "An early return that skips done"}},
    Registered{{.name = "guideline/wait_group/bad_done_twice",
                .body = bad_done_twice,
                .expects = kind::kPanic,
                .summary = "More dones than adds"}},
};

}  // namespace
}  // namespace weft
