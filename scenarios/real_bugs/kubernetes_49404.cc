// Kubernetes 49404: a test's handler notes, in a plain variable, that it was called, and the test
// sleeps a little and looks. Sleeping orders nothing. The fix counts calls atomically.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

template <typename Flag>
void run() {
  Flag called(false, "called");
  go("server", [&] { go("connection", [&] { called.store(true); }); });
  (void)called.load();
  sleep(10ms);
}

const RegisteredBug registered{{"kubernetes_49404", run<Shared<bool>>, run<Atomic<bool>>,
                                kind::kDataRace, "A sleep instead of synchronisation"}};

}  // namespace
}  // namespace weft
