// Kubernetes 25331: a watch that fails cancels itself and then sends the error to whoever reads its
// results, if anybody does. The fix sends or is cancelled, and cancels afterwards.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct WatchChan {
  WithCancel scope = with_cancel(background());
  Chan<Error> errors{"errors"};
  Chan<Error> results{"results"};

  void run(bool fixed) const {
    const RecvChan<Unit> done = scope.context.done();
    select(recv(errors,
                [&](const Error& error) {
                  if (fixed) {
                    select(send(results, error), recv(done));
                    scope.cancel();
                  } else {
                    scope.cancel();
                    results.send(error);
                  }
                }),
           recv(done));
  }
  void stop() const {
    errors.send(Error("watch failed"));
    scope.cancel();
  }
};

void run(bool fixed) {
  WatchChan watch;
  go("runner", [&] { watch.run(fixed); });
  go("stopper", [&] { watch.stop(); });
}

const RegisteredBug registered{{"kubernetes_25331", [] { run(false); }, [] { run(true); },
                                kind::kLeak, "An error sent to nobody, after the cancellation"}};

}  // namespace
}  // namespace weft
