// Kubernetes 81148: a test puts a pod into the queue under its lock and changes the pod's time
// stamp afterwards, while the flusher reads the time stamps. The fix sets it before the pod is in.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct UnschedulablePods {
  RWMutex mu{"queue"};
  Shared<bool> inserted{false, "inserted"};
  Shared<int> time_stamp{0, "time_stamp"};
  Chan<Unit> stop{"stop"};

  void start() {
    go("flusher", [this] {
      {
        std::scoped_lock lock(mu);
        if (inserted) (void)time_stamp.load();
      }
      stop.recv();
    });
  }
  void insert() {
    std::scoped_lock lock(mu);
    inserted = true;
  }
};

void run(bool fixed) {
  UnschedulablePods pods;
  WaitGroup test("test");
  test.go([&] {
    pods.start();
    if (fixed) pods.time_stamp = 1;
    pods.insert();
    if (!fixed) pods.time_stamp = 1;
  });
  test.wait();
  pods.stop.close();
}

const RegisteredBug registered{{"kubernetes_81148", [] { run(false); }, [] { run(true); },
                                kind::kDataRace, "A record changed after it was handed over"}};

}  // namespace
}  // namespace weft
