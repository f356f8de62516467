// Kubernetes 10182: pod statuses are sent with the manager's lock held; whoever receives them takes
// it between two. The fix takes it in a goroutine of its own, and receives at once.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kStatuses = 2;

struct StatusManager {
  Mutex mu{"pod_statuses"};
  Chan<bool> statuses{"status_channel"};

  void delete_status() { std::scoped_lock lock(mu); }
  void sync(bool fixed) {
    for (int n = 0; n < kStatuses; ++n) {
      statuses.recv();
      if (fixed) {
        go("delete", [this] { delete_status(); });
      } else {
        delete_status();
      }
    }
  }
  void set_status() {
    std::scoped_lock lock(mu);
    statuses.send(true);
  }
};

void run(bool fixed) {
  StatusManager manager;
  go("starter", [&] { go("sync", [&] { manager.sync(fixed); }); });
  for (int n = 0; n < kStatuses; ++n) go("setter", [&] { manager.set_status(); });
}

const RegisteredBug registered{{"kubernetes_10182", [] { run(false); }, [] { run(true); },
                                kind::kLeak, "A send under a lock that the receiver wants"}};

}  // namespace
}  // namespace weft
