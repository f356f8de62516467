// Moby 28462: a container that stops tells its health monitor by a send, with the container's lock
// held; the monitor may be waiting for that lock. The fix closes the channel instead.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Container {
  Mutex mu{"container"};
  Chan<Unit> stop{"stop"};

  void monitor() {
    for (bool running = true; running;) {
      select(recv(stop, [&] { running = false; }), otherwise([&] { std::scoped_lock probe(mu); }));
    }
  }
  void state_changed(bool fixed) {
    std::scoped_lock lock(mu);
    fixed ? stop.close() : stop.send({});
  }
};

void run(bool fixed) {
  Container container;
  go("monitor", [&] { container.monitor(); });
  go("daemon", [&] { container.state_changed(fixed); });
}

const RegisteredBug registered{{"moby_28462", [] { run(false); }, [] { run(true); }, kind::kLeak,
                                "A send under a lock that the receiver wants"}};

}  // namespace
}  // namespace weft
