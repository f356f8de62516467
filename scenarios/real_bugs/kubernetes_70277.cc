// Kubernetes 70277: WaitFor hands its caller's channel to the poller, which is to stop when that is
// closed; and the caller closes it when it leaves. The fix gives the poller a channel of its own,
// and closes it when the waiting is over.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

/// A channel on which there is a tick now and then, until `done` or for twenty seconds.
RecvChan<Unit> poller(const Chan<Unit>& done) {
  const Chan<Unit> ticks("ticks");
  go("poller", [=] {
    const Ticker ticker(1ms);
    const Timer limit(20s);
    for (bool polling = true; polling;) {
      select(recv(ticker.c(), [&] { select(send(ticks, {}), otherwise()); }),
             recv(limit.c(), [&] { polling = false; }), recv(done, [&] { polling = false; }));
    }
    ticker.stop();
    limit.stop();
    ticks.close();
  });
  return ticks;
}

/// Waits for a condition that holds at once; returns what it told the poller to stop by.
Chan<Unit> wait_for_bug(const Chan<Unit>& done) {
  poller(done).next();
  return done;
}

Chan<Unit> wait_for_fixed(const Chan<Unit>& done) {
  Chan<Unit> stop("poller_stop");
  const Defer stopping([=] { stop.close(); });
  select(recv(poller(stop)), recv(done));
  return stop;
}

template <typename WaitFor>
void run(WaitFor wait_for) {
  const Chan<Unit> stop("stop");
  const Defer at_the_end([=] { stop.close(); });
  wait_for(stop).next();  // the poller has been told to stop
}

const RegisteredBug registered{{"kubernetes_70277", [] { run(wait_for_bug); },
                                [] { run(wait_for_fixed); }, kind::kDeadlock,
                                "Waits for a channel that only it will close"}};

}  // namespace
}  // namespace weft
