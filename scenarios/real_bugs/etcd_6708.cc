// etcd 6708: Sync write-locks the client and, to find the leader, does a request through the same
// client, which read-locks it. The fix asks through a copy and locks only to install the result.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct ClusterClient {
  RWMutex mu{"mu"};
  Shared<int> leader{0, "leader"};

  int request() {  // any request picks an endpoint
    mu.rlock();
    const int found = leader;
    mu.runlock();
    return found + 1;
  }
};

void bug() {
  ClusterClient client;
  client.mu.lock();  // Sync
  client.leader = client.request();
  client.mu.unlock();
}

void fixed() {
  ClusterClient client;
  ClusterClient copy;
  const int leader = copy.request();
  client.mu.lock();
  client.leader = leader;
  client.mu.unlock();
}

const RegisteredBug registered{{"etcd_6708", bug, fixed, kind::kDeadlock,
                                "A read lock wanted by the one that holds the write lock"}};

}  // namespace
}  // namespace weft
