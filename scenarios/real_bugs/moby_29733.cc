// Moby 29733: registering a handler marked every plugin as not activated, also those that were;
// nobody activates them again, and who waits for one waits for ever. The fix keeps a mark of its
// own.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Plugin {
  Mutex mu{"mu"};
  Cond activation{mu, "activation"};
  Shared<bool> activated{true, "activated"};
  Shared<bool> handlers_run{true, "handlers_run"};

  void wait_active() {
    std::scoped_lock lock(mu);
    while (!activated) activation.wait();
  }
  void handle(bool fixed) {
    std::scoped_lock lock(mu);
    (fixed ? handlers_run : activated) = false;
  }
};

void test_active(Plugin& plugin) {
  const Chan<Unit> active("active");
  go("waiter", [&, active] {
    plugin.wait_active();
    active.close();
  });
  active.recv();
}

void run(bool fixed) {
  Plugin plugin;
  test_active(plugin);
  plugin.handle(fixed);
  test_active(plugin);
}

const RegisteredBug registered{{"moby_29733", [] { run(false); }, [] { run(true); },
                                kind::kDeadlock, "A flag reset that nobody sets again"}};

}  // namespace
}  // namespace weft
