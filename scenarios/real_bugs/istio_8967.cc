// Istio 8967: stopping closes the channel that the reader waits for, and then sets the field to
// nil; a reader that looks late waits for nil. The fix leaves the field alone.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

struct FsSource {
  Shared<Chan<Unit>> done{Chan<Unit>("done_chan"), "done"};

  void start() {
    go("reader", [this] { done.load().recv(); });
  }
  void stop(bool fixed) {
    done.load().close();
    if (!fixed) done = Chan<Unit>(nullptr);
  }
};

void run(bool fixed) {
  WaitGroup test("test");
  test.go([fixed] {
    FsSource source;
    source.start();
    source.stop(fixed);
    sleep(5ms);
  });
  test.wait();
}

const RegisteredBug registered{{"istio_8967", [] { run(false); }, [] { run(true); },
                                kind::kDataRace, "A channel closed and then set to nil"}};

}  // namespace
}  // namespace weft
