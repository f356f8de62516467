// CockroachDB 24808: Start asks for a first compaction by a send, and only then starts the worker
// that receives; somebody had asked already, and there is room for one. The fix sends without
// waiting.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Compactor {
  Chan<Unit> wanted{1, "wanted"};
  Chan<Unit> stop{"stop"};
  WaitGroup workers{"workers"};

  void start(bool fixed) {
    if (fixed) {
      select(send(wanted, {}), otherwise());
    } else {
      wanted.send({});
    }
    workers.go([this] {
      for (bool running = true; running;) {
        select(recv(stop, [&] { running = false; }), recv(wanted));
      }
    });
  }
};

void run(bool fixed) {
  Compactor compactor;
  compactor.wanted.send({});
  compactor.start(fixed);
  compactor.stop.close();
  compactor.workers.wait();
}

const RegisteredBug registered{{"cockroach_24808", [] { run(false); }, [] { run(true); },
                                kind::kDeadlock, "A send before its receiver is started"}};

}  // namespace
}  // namespace weft
