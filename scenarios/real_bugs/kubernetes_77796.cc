// Kubernetes 77796: dispatching an event empties the cacher's buffer under its lock and goes
// through the buffer without it; a test dispatches several times, with a sleep after each. The fix
// waits for each, also for the one that the constructor has started.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

struct Cacher {
  RWMutex mu{"cacher"};
  Shared<int> buffer{1, "watchers_buffer"};

  void dispatch() {
    {
      std::scoped_lock lock(mu);
      buffer = 0;
    }
    (void)buffer.load();
  }
};

void bug() {
  Cacher cacher;
  go("constructor", [&] { cacher.dispatch(); });
  for (int i = 0; i < 3; ++i) {
    go("dispatcher", [&] { cacher.dispatch(); });
    sleep(10ms);
  }
}

void fixed() {
  Cacher cacher;
  const auto dispatch_and_wait = [&] {
    WaitGroup dispatched("dispatched");
    dispatched.go([&] { cacher.dispatch(); });
    dispatched.wait();
  };
  for (int i = 0; i < 4; ++i) dispatch_and_wait();
}

const RegisteredBug registered{{"kubernetes_77796", bug, fixed, kind::kDataRace,
                                "Written under the lock, read without it, and sleeps between"}};

}  // namespace
}  // namespace weft
