// CockroachDB 10214: responses to coalesced heartbeats are handed to their replicas with the
// store's heartbeat mutex locked, and replicas queue heartbeats with their raft mutex locked. The
// fix takes the responses out under the store's mutex, and delivers them without it.
#include <deque>

#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Replica {
  Mutex raft{"raft"};
  Mutex inner{"inner"};
};

struct Store {
  Mutex heartbeats{"heartbeats"};
  std::deque<Replica> replicas = std::deque<Replica>(2);
  static constexpr int kResponses = 2;

  void deliver() {
    for (int response = 0; response < kResponses; ++response) {
      for (Replica& replica : replicas) std::scoped_lock lock(replica.raft);
    }
  }
  void send_queued(bool fixed) {
    heartbeats.lock();
    if (!fixed) deliver();
    heartbeats.unlock();
    if (fixed) deliver();
  }
  void tick() {
    Replica& replica = replicas.front();
    std::scoped_lock raft(replica.raft);
    std::scoped_lock inner(replica.inner);
    for (int i = 0; i < kResponses; ++i) std::scoped_lock lock(heartbeats);
  }
};

void run(bool fixed) {
  Store store;
  go("sender", [&] { store.send_queued(fixed); });
  go("ticker", [&] { store.tick(); });
}

const RegisteredBug registered{{"cockroach_10214", [] { run(false); }, [] { run(true); },
                                kind::kDeadlock, "Two mutexes taken in opposite orders"}};

}  // namespace
}  // namespace weft
