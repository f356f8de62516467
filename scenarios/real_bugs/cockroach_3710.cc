// CockroachDB 3710: the store's read lock is taken again for each replica while it is held. A
// writer that comes in between keeps the second one out. The fix copies the list of replicas under
// the lock and goes through the copy without it.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Store {
  RWMutex mu{"mu"};
  Mutex queue{"queue"};
  Shared<int> replicas{1, "replicas"};

  void add_to_queue() {
    std::scoped_lock lock(queue);
    std::shared_lock again(mu);
  }
  void force_scan(bool fixed) {
    mu.rlock();
    const int count = replicas;
    if (fixed) mu.runlock();
    for (int i = 0; i < count; ++i) add_to_queue();
    if (!fixed) mu.runlock();
  }
  void process_raft() {
    std::scoped_lock lock(mu);
    (void)replicas.load();
  }
};

void run(bool fixed) {
  Store store;
  go("scanner", [&] { store.force_scan(fixed); });
  go("starter", [&] { go("raft", [&] { store.process_raft(); }); });
}

const RegisteredBug registered{{"cockroach_3710", [] { run(false); }, [] { run(true); },
                                kind::kDeadlock, "A read lock taken again while a writer waits"}};

}  // namespace
}  // namespace weft
