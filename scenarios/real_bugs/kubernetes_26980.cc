// Kubernetes 26980: a listener's loop takes its lock, finds something to do, and waits to be
// stopped with the lock held. The fix holds it only to take the next item out.
//
// The helper locks, and main unlocks when the helper has told it to: as in the test it comes from.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Listener {
  Mutex mu{"lock"};
  Cond added{mu, "added"};
  Shared<int> pending{0, "pending"};
  Chan<Unit> stop{"stop"};
  Chan<Unit> result{"result"};

  void add() {
    std::scoped_lock lock(mu);
    pending = pending + 1;
    added.broadcast();
  }
  void wait_for_item() {
    while (pending == 0) added.wait();
  }
  void pop(bool fixed) {
    mu.lock();
    wait_for_item();
    if (fixed) {
      pending = pending - 1;
      mu.unlock();
    }
    stop.recv();
    if (!fixed) mu.unlock();
  }
};

void run(bool fixed) {
  Listener listener;
  listener.add();
  go("pop", [&] { listener.pop(fixed); });
  go("helper", [&] {
    listener.mu.lock();
    listener.result.close();
  });
  listener.result.recv();
  listener.mu.unlock();
  listener.stop.close();
}

const RegisteredBug registered{{"kubernetes_26980", [] { run(false); }, [] { run(true); },
                                kind::kDeadlock, "Waits to be stopped with the lock held"}};

}  // namespace
}  // namespace weft
