// etcd 6873: stopping the watch broadcasts holds their mutex while it waits for the loop that needs
// it. The fix unlocks before it waits.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Broadcasts {
  Mutex mu{"mu"};
  Chan<int> updates{1, "updates"};
  Chan<Unit> done{"done"};

  void run() {
    for ([[maybe_unused]] const int update : updates) std::scoped_lock lock(mu);
    done.close();
  }
  void stop(bool fixed) {
    mu.lock();
    updates.close();
    if (fixed) mu.unlock();
    done.recv();
    if (!fixed) mu.unlock();
  }
};

void run(bool fixed) {
  Broadcasts broadcasts;
  go("loop", [&] { broadcasts.run(); });
  select(send(broadcasts.updates, 1), otherwise());
  go("stopper", [&] { broadcasts.stop(fixed); });
}

const RegisteredBug registered{{"etcd_6873", [] { run(false); }, [] { run(true); }, kind::kLeak,
                                "Waits for a loop with its mutex held"}};

}  // namespace
}  // namespace weft
