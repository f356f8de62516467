// Kubernetes 5316: a request has a time limit; when that has passed, nobody receives its result.
// The fix gives the channels room for one.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

void finish_request(std::size_t room) {
  const Chan<int> result(room, "result");
  const Chan<Error> failure(room, "failure");
  go("request", [=] {
    sleep(2ms);
    if (choose(2) == 0) {
      failure.send(Error("failed"));
    } else {
      result.send(1);
    }
  });
  select(recv(result), recv(failure), recv(after(1ms)));
}

const RegisteredBug registered{{"kubernetes_5316", [] { go("caller", [] { finish_request(0); }); },
                                [] { go("caller", [] { finish_request(1); }); }, kind::kLeak,
                                "A result after the time limit"}};

}  // namespace
}  // namespace weft
