// Mozilla bug 61369 (Lu, Park, Seo, Zhou: "Learning from mistakes"): a new thread uses what its
// creator stores only after it has started it.
#include <atomic>
#include <cassert>
#include <thread>

namespace unmodified::mozilla_order {
namespace {

struct Thread {
  int state = 1;
};

void run(bool stores_first) {
  Thread storage;
  std::atomic<Thread*> mine{nullptr};
  if (stores_first) mine = &storage;
  std::thread started([&] {
    const Thread* const self = mine;
    assert(self != nullptr);
    assert(self->state == 1);
  });
  if (!stores_first) mine = &storage;
  started.join();
}

}  // namespace

void bad() {
  run(false);
}
void fixed() {
  run(true);
}

}  // namespace unmodified::mozilla_order
