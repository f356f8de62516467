// CockroachDB 10790: who waits for answers is told to give up and starts a goroutine that takes
// them in from then on; but whoever was to answer may have been told so too. The fix lets that
// goroutine stop with everything else, and wait only for what is still to come.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kChannels = 2;

struct Replica {
  Chan<bool> answers[kChannels] = {Chan<bool>("first"), Chan<bool>("second")};
  Chan<Unit> quiesce{"quiesce"};

  void answer(const Context& ctx) {
    for (const Chan<bool>& c : answers) {
      bool go_on = true;
      select(send(c, true), recv(ctx.done(), [&] { go_on = false; }));
      if (!go_on) return;
    }
  }
  void drain_bug() {
    for (const Chan<bool>& c : answers) c.recv();
  }
  void drain_fixed(int from) {
    for (int n = from; n < kChannels; ++n) select(recv(answers[n]), recv(quiesce));
  }
  void begin_commands(const Context& ctx, bool fixed) {
    for (int n = 0; n < kChannels; ++n) {
      select(recv(answers[n]), recv(ctx.done(), [&] {
               go("drain", [this, fixed, n] { fixed ? drain_fixed(n) : drain_bug(); });
             }));
    }
  }
};

void run(bool fixed) {
  Replica replica;
  const auto [ctx, cancel] = with_cancel(background());
  go("sender", [&, ctx = ctx] { replica.answer(ctx); });
  go("receiver", [&, ctx = ctx] { replica.begin_commands(ctx, fixed); });
  go("canceller", [cancel = cancel] { cancel(); });
  replica.quiesce.close();
}

const RegisteredBug registered{{"cockroach_10790", [] { run(false); }, [] { run(true); },
                                kind::kLeak, "Waits for answers that were cancelled as well"}};

}  // namespace
}  // namespace weft
