// Kubernetes 13135: filling a watch cache locks the cacher and unlocks it in a callback, made with
// the cache locked; an event locks the cache, and its callback the cacher. The fix has a lock of
// its own for "the cache is being filled", which no callback of an event takes.
//
// The loop is bounded to two rounds: the second is the one that can go wrong.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Cacher {
  Mutex mu{"cacher"};
  Mutex usable{"usable"};
  Mutex watch{"watch_cache"};
  Once init_once{"init_once"};
  WaitGroup initialized{"initialized"};
  Chan<Unit> stop{"stop"};
  Mutex& filling;

  explicit Cacher(bool fixed) : filling(fixed ? usable : mu) { initialized.add(1); }

  void replace() {
    std::scoped_lock lock(watch);
    init_once.do_once([this] { initialized.done(); });
    filling.unlock();
  }
  void add() {
    std::scoped_lock lock(watch);
    std::scoped_lock event(mu);
  }
  void list_and_watch() {
    for (int round = 0; round < 2; ++round) {
      bool stopped = false;
      select(recv(stop, [&] { stopped = true; }), otherwise());
      if (stopped) return;
      filling.lock();
      replace();
    }
  }
};

void run(bool fixed) {
  Cacher cacher(fixed);
  go("reflector", [&] { cacher.list_and_watch(); });
  cacher.initialized.wait();
  go("adder", [&] { cacher.add(); });
  go("closer", [&] { cacher.stop.close(); });
}

const RegisteredBug registered{{"kubernetes_13135", [] { run(false); }, [] { run(true); },
                                kind::kDeadlock,
                                "A lock taken here and given back in a callback, crosswise"}};

}  // namespace
}  // namespace weft
