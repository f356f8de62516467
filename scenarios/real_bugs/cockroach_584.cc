// CockroachDB 584: the gossip bootstrap left early when the node was closed already, with the mutex
// still locked; the next step locked it again. The fix unlocks on that path too.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Gossip {
  Mutex mu{"mu"};
  Shared<bool> closed{true, "closed"};

  void step(bool unlocks_when_closed) {
    mu.lock();
    if (closed) {
      if (unlocks_when_closed) mu.unlock();
      return;
    }
    mu.unlock();
  }
};

void start(bool fixed) {
  Gossip gossip;
  go("gossip", [&] {
    gossip.step(fixed);  // bootstrap
    gossip.step(fixed);  // manage
  });
}

const RegisteredBug registered{{"cockroach_584", [] { start(false); }, [] { start(true); },
                                kind::kDeadlock, "An early return that keeps the mutex locked"}};

}  // namespace
}  // namespace weft
