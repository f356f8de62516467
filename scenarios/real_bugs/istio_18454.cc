// Istio 18454: a debouncing timer is reset on every event. A timer that cannot be stopped any more
// has a value in its channel, which is received first; but that value may have been received
// before. The fix receives only what is there.
//
// Timers here are Go's of 1.23, which have no stale values; the older ones, with room for one value
// that stop() leaves there, are modelled by a channel.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

/// time.Timer before Go 1.23.
struct OldTimer {
  Chan<Unit> c{1, "timer"};
  Mutex mu{"timer_state"};
  Shared<int> armed{0, "armed"};  // how often; what fires must be the latest

  void reset() {
    std::scoped_lock lock(mu);
    armed = armed + 1;
    go("timer", [this, mine = armed.load()] {
      sleep(1ns);
      std::scoped_lock fires(mu);
      if (armed != mine) return;
      armed = 0;
      select(send(c, {}), otherwise());
    });
  }
  bool stop() {
    std::scoped_lock lock(mu);
    const bool was_armed = armed != 0;
    armed = 0;
    return was_armed;
  }
};

struct Strategy {
  OldTimer timer;
  Chan<Unit> resets{1, "resets"};

  void run(const Context& ctx, bool fixed) {
    for (bool running = true; running;) {
      select(recv(timer.c), recv(resets, [&] { restart(fixed); }),
             recv(ctx.done(), [&] { running = false; }));
    }
    (void)timer.stop();
  }
  void restart(bool fixed) {
    if (!timer.stop()) {
      if (fixed) {
        select(recv(timer.c), otherwise());
      } else {
        timer.c.recv();
      }
    }
    timer.reset();
  }
};

void run(bool fixed) {
  Strategy strategy;
  const auto [ctx, cancel] = with_cancel(background());
  strategy.timer.reset();  // the first event
  go("strategy", [&, ctx = ctx] { strategy.run(ctx, fixed); });
  strategy.resets.send({});  // the second one
  cancel();
}

const RegisteredBug registered{{"istio_18454", [] { run(false); }, [] { run(true); }, kind::kLeak,
                                "Drains a timer that was drained before"}};

}  // namespace
}  // namespace weft
