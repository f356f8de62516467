// Kubernetes 13058: a controller in a test is done with each deletion in a wait group to which the
// test adds only later. The fix adds before it starts the controller.
//
// In the fixed form the controller stops after three deletions: a fourth would be one too many.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

constexpr int kDeletions = 3;

void control(WaitGroup& deletions, const Chan<Unit>& stop) {
  for (int n = 0; n < kDeletions; ++n) {
    bool stopped = false;
    select(recv(stop, [&] { stopped = true; }), otherwise());
    if (stopped) return;
    deletions.done();
    sleep(10ms);
  }
}

void run(bool fixed) {
  WaitGroup deletions("deletions");
  WaitGroup tests("tests");
  const Chan<Unit> stop("stop");
  if (fixed) deletions.add(kDeletions);
  go("controller", [&, stop] { control(deletions, stop); });
  tests.add(kDeletions);
  if (!fixed) deletions.add(kDeletions);
  for (int n = 0; n < kDeletions; ++n) go("tester", [&] { tests.done(); });
  tests.wait();
  deletions.wait();
  stop.close();
}

const RegisteredBug registered{{"kubernetes_13058", [] { run(false); }, [] { run(true); },
                                kind::kPanic, "Done before it was added"}};

}  // namespace
}  // namespace weft
