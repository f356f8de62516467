// Kubernetes 88331: a test asks for the length of the queue while its flusher takes things out
// under the queue's lock. The fix asks under the lock.
#include <vector>

#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct BackoffQueue {
  using Pods = std::vector<int>;
  RWMutex mu{"queue"};
  Shared<Pods> pods{Pods{1, 2}, "pods"};
  Chan<Unit> stop{"stop"};

  void start() {
    go("flusher", [this] {
      {
        std::scoped_lock lock(mu);
        pods.update([](Pods& all) { all.pop_back(); });
      }
      stop.recv();
    });
  }
  [[nodiscard]] std::size_t size() const { return pods.load().size(); }
};

void run(bool fixed) {
  BackoffQueue queue;
  queue.start();
  {
    std::shared_lock lock(queue.mu, std::defer_lock);
    if (fixed) lock.lock();
    (void)queue.size();
  }
  queue.stop.close();
}

const RegisteredBug registered{{"kubernetes_88331", [] { run(false); }, [] { run(true); },
                                kind::kDataRace, "The length of a locked slice without the lock"}};

}  // namespace
}  // namespace weft
