// Goroutine lifecycle: whoever starts a goroutine knows how it stops.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// Stands for any work: looks at its input.
void work(const Atomic<int>& input) {
  (void)input.load();
}

/// BAD: works for ever. Nobody can stop it.
void bad_start_worker() {
  Atomic<int> input(0, "input");
  go("worker", [&] {
    for (;;) work(input);
  });
}

/// GOOD: asks before every round whether it is done.
void start_worker(RecvChan<Unit> done, const Atomic<int>& input) {
  go("worker", [=, &input] {
    for (bool running = true; running;) {
      select(recv(done, [&] { running = false; }),  //
             otherwise([&] { work(input); }));
    }
  });
}

void good_start_worker() {
  Atomic<int> input(0, "input");
  const Chan<Unit> done("done");
  start_worker(done, input);
  done.close();
}

/// BAD: waits for a message, and the only one who could send it has returned.
void bad_waits_for_nobody() {
  const Chan<int> messages("messages");
  go("listener", [=] { messages.recv(); });
}

/// GOOD: a message, or the news that there will be none.
void good_waits_for_news() {
  const Chan<int> messages("messages");
  const Chan<Unit> done("done");
  go("listener", [=] { select(recv(messages), recv(done)); });
  done.close();
}

const Registered registered[] = {
    Registered{{.name = "guideline/lifecycle/bad_start_worker",
                .body = bad_start_worker,
                .expects = kind::kLeak,
                .summary = "A worker that works for ever, with no way to stop it"}},
    Registered{{.name = "guideline/lifecycle/good_start_worker",
                .body = good_start_worker,
                .summary = "A worker that asks a done channel before every round"}},
    Registered{{.name = "guideline/lifecycle/bad_waits_for_nobody",
                .body = bad_waits_for_nobody,
                .expects = kind::kLeak,
                .summary = "A listener whose only possible sender has returned"}},
    Registered{{.name = "guideline/lifecycle/good_waits_for_news",
                .body = good_waits_for_news,
                .summary = "A listener that also hears when there is nothing left to hear"}},
};

}  // namespace
}  // namespace weft
