// Kubernetes 89164: as 77796, but the test waits for its dispatchers; the one that the constructor
// has started is still there. The fix gives events to that one, over its queue.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kEvents = 3;

struct Cacher {
  RWMutex mu{"cacher"};
  Shared<int> buffer{1, "watchers_buffer"};
  Chan<int> events{"events"};

  void dispatch() {
    {
      std::scoped_lock lock(mu);
      buffer = 0;
    }
    (void)buffer.load();
  }
  void dispatch_events() {
    for ([[maybe_unused]] const int event : events) dispatch();
  }
};

void bug() {
  Cacher cacher;
  go("constructor", [&] { cacher.dispatch(); });
  for (int i = 0; i < kEvents; ++i) {
    WaitGroup dispatched("dispatched");
    dispatched.go([&] { cacher.dispatch(); });
    dispatched.wait();
  }
}

void fixed() {
  Cacher cacher;
  go("constructor", [&] { cacher.dispatch_events(); });
  for (int i = 0; i < kEvents; ++i) cacher.events.send(i);
  cacher.events.close();
}

const RegisteredBug registered{{"kubernetes_89164", bug, fixed, kind::kDataRace,
                                "Waits for its own dispatchers, and not for the first"}};

}  // namespace
}  // namespace weft
