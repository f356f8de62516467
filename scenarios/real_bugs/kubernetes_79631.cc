// Kubernetes 79631: a test looks into the queue's heap, a map, while the queue's flusher deletes
// from it under the queue's lock. The fix looks with the lock held.
#include <map>

#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct PriorityQueue {
  using Heap = std::map<int, int>;
  RWMutex mu{"queue"};
  Shared<Heap> heap{Heap{{1, 1}}, "heap"};
  Chan<Unit> stop{"stop"};

  void start() {
    go("flusher", [this] {
      {
        std::scoped_lock lock(mu);
        heap.update([](Heap& all) { all.erase(1); });
      }
      stop.recv();
    });
  }
  [[nodiscard]] bool contains(int key) const { return heap.load().contains(key); }
};

void run(bool fixed) {
  PriorityQueue queue;
  queue.start();
  std::unique_lock lock(queue.mu, std::defer_lock);
  if (fixed) lock.lock();
  (void)queue.contains(1);
  if (fixed) lock.unlock();
  queue.stop.close();
}

const RegisteredBug registered{{"kubernetes_79631", [] { run(false); }, [] { run(true); },
                                kind::kDataRace, "A look into a locked map without the lock"}};

}  // namespace
}  // namespace weft
