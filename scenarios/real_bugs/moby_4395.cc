// Moby 4395: a helper runs a function in a goroutine and returns a channel for its error. Who is
// not interested leaves the goroutine behind. The fix gives the channel room for one.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

RecvChan<Error> go_run(std::size_t room, Error (*f)()) {
  const Chan<Error> result(room, "result");
  go("run", [=] { result.send(f()); });
  return result;
}

Error fails() {
  return Error("failed");
}

const RegisteredBug registered{{"moby_4395", [] { (void)go_run(0, fails); },
                                [] { (void)go_run(1, fails); }, kind::kLeak,
                                "A result that nobody asks for"}};

}  // namespace
}  // namespace weft
