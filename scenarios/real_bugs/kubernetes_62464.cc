// Kubernetes 62464: the CPU manager's getter holds a read lock and calls two getters that take it
// too; a writer in between keeps them out. The fix lets only the two take it.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct StateMemory {
  RWMutex mu{"state"};

  bool get_cpuset() {
    std::shared_lock lock(mu);
    return choose(2) == 0;
  }
  void get_default_cpuset() { std::shared_lock lock(mu); }
  void set_default_cpuset() { std::scoped_lock lock(mu); }
  void get_cpuset_or_default(bool fixed) {
    if (!fixed) mu.rlock();
    if (!get_cpuset()) get_default_cpuset();
    if (!fixed) mu.runlock();
  }
};

void run(bool fixed) {
  StateMemory state;
  go("reconcile", [&] { state.get_cpuset_or_default(fixed); });
  go("remove", [&] {
    state.get_default_cpuset();
    state.set_default_cpuset();
  });
}

const RegisteredBug registered{{"kubernetes_62464", [] { run(false); }, [] { run(true); },
                                kind::kDeadlock, "A read lock taken again by a getter"}};

}  // namespace
}  // namespace weft
