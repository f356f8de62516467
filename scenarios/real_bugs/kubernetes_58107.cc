// Kubernetes 58107: quota workers hold a read lock while they wait for work; a resync that wants to
// write keeps the other worker out. The fix waits for work first, and locks to process it.
//
// The published kernel also loses signals sent before anybody waits. Here each queue counts what is
// in it, so that the fix is clean: the first worker's item comes once the second has done its own.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Queue {
  Mutex mu;
  Cond filled{mu, "filled"};
  Shared<int> items{0, "items"};

  explicit Queue(const char* name) : mu(name) {}
  void put() {
    std::scoped_lock lock(mu);
    items = items + 1;
    filled.signal();
  }
  void get() {
    std::scoped_lock lock(mu);
    while (items == 0) filled.wait();
    items = items - 1;
  }
};

struct Controller {
  RWMutex workers{"workers"};
  Queue first{"first"};
  Queue second{"second"};

  void work(Queue& queue, bool fixed) {
    if (fixed) queue.get();
    workers.rlock();
    if (!fixed) queue.get();
    workers.runlock();
  }
  void resync() { std::scoped_lock lock(workers); }
};

void run(bool fixed) {
  Controller controller;
  WaitGroup second_done("second_done");
  go("worker 1", [&] { controller.work(controller.first, fixed); });
  second_done.add(1);
  go("worker 2", [&] {
    controller.work(controller.second, fixed);
    second_done.done();
  });
  go("resync", [&] { controller.resync(); });
  controller.second.put();
  second_done.wait();
  controller.first.put();
}

const RegisteredBug registered{{"kubernetes_58107", [] { run(false); }, [] { run(true); },
                                kind::kDeadlock, "A read lock held while waiting for work"}};

}  // namespace
}  // namespace weft
