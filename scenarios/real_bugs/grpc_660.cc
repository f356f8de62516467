// gRPC 660: a benchmark client makes a request per round in a goroutine of its own, until it is
// told to stop; the goroutine of the last round has nobody to report to. The fix closes stop, and
// reports or stops.
//
// The rounds have no end; two of them show all there is.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kRounds = 2;

void client(const Chan<Unit>& stop, bool fixed) {
  for (int round = 0; round < kRounds; ++round) {
    const Chan<bool> done("done");
    go("request", [=] {
      if (fixed) {
        select(send(done, true), recv(stop));
      } else {
        done.send(true);
      }
    });
    bool stopped = false;
    select(recv(stop, [&] { stopped = true; }), recv(done));
    if (stopped) return;
  }
  stop.recv();
}

void run(bool fixed) {
  const Chan<Unit> stop("stop");
  go("client", [=] { client(stop, fixed); });
  go("stopper", [=] { fixed ? stop.close() : stop.send({}); });
}

const RegisteredBug registered{{"grpc_660", [] { run(false); }, [] { run(true); }, kind::kLeak,
                                "A result that nobody waits for any more"}};

}  // namespace
}  // namespace weft
