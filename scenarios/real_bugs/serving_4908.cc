// Knative Serving 4908: a goroutine of a sub-test logs after the sub-test has completed, which
// panics. The fix waits for all of them before the sub-test returns.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

/// testing.T
struct Testing {
  Mutex mu{"testing"};
  Shared<bool> completed{false, "completed"};

  void log() {
    std::scoped_lock lock(mu);
    if (completed) throw Panic("Log in goroutine after test has completed");
  }
  void complete() {
    std::scoped_lock lock(mu);
    completed = true;
  }
};

void sub_test(Testing& t, bool fixed) {
  WaitGroup probes("probes");
  ErrGroup loggers("loggers");
  probes.go([&] {
    const auto log = [&] {
      t.log();
      return Error();
    };
    if (fixed) {
      loggers.go(log);
    } else {
      go("logger", [&t] { t.log(); });
    }
  });
  probes.wait();
  if (fixed) (void)loggers.wait();
  t.complete();
}

void run(bool fixed) {
  Testing t;
  WaitGroup runner("runner");
  runner.go([&] { sub_test(t, fixed); });
  runner.wait();
}

const RegisteredBug registered{{"serving_4908", [] { run(false); }, [] { run(true); }, kind::kPanic,
                                "A log after the test has completed"}};

}  // namespace
}  // namespace weft
