// Moby 36114: adding disks to a running machine removes them again on an error, by a function that
// locks the machine's mutex, which is locked. The fix calls a variant that wants it locked.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct ServiceVm {
  Mutex mu{"mu"};
  Shared<int> disks{0, "disks"};

  void hot_remove_locked() { disks = 0; }
  void hot_remove() {
    std::scoped_lock lock(mu);
    hot_remove_locked();
  }
  void hot_add(bool fixed) {
    std::scoped_lock lock(mu);
    fixed ? hot_remove_locked() : hot_remove();
  }
};

void start(bool fixed) {
  ServiceVm vm;
  go("hot_add", [&] { vm.hot_add(fixed); });
}

const RegisteredBug registered{{"moby_36114", [] { start(false); }, [] { start(true); },
                                kind::kDeadlock, "A helper that locks what its caller has locked"}};

}  // namespace
}  // namespace weft
