// etcd 7902: in each round of an election test the followers wait, with the test's mutex held, for
// a channel that the leader closes under that mutex. The fix does not hold it while waiting.
//
// As Go is since 1.22: every client has an index of its own, and client 0 leads. The fixed form
// also has what the kernel needs to be clean: the last channel of the leader stays closed.
#include <memory>

#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kClients = 3;
constexpr int kRounds = 2;

struct Election {
  Mutex mu{"mu"};
  Shared<Chan<Unit>> next{Chan<Unit>("round 1"), "next"};

  Chan<Unit> snapshot() {
    std::scoped_lock lock(mu);
    return next;
  }
  void end_round(bool last) {
    next.load().close();
    if (!last) next = Chan<Unit>("round 2");
  }
  void client_bug(int client) {
    for (int round = 1; round <= kRounds; ++round) {
      const Chan<Unit> mine = snapshot();
      std::scoped_lock lock(mu);
      if (client == 0) end_round(false);
      mine.recv();
    }
  }
  void client_fixed(int client) {
    for (int round = 1; round <= kRounds; ++round) {
      const Chan<Unit> mine = snapshot();
      if (client == 0) {
        std::scoped_lock lock(mu);
        end_round(round == kRounds);
      }
      mine.recv();
    }
  }
};

void run(void (Election::*client)(int)) {
  go("driver", [client] {
    Election election;
    WaitGroup clients("clients");
    for (int i = 0; i < kClients; ++i) clients.go([&, i] { (election.*client)(i); });
    clients.wait();
  });
}

const RegisteredBug registered{{"etcd_7902", [] { run(&Election::client_bug); },
                                [] { run(&Election::client_fixed); }, kind::kLeak,
                                "Waits for a close with the mutex that the closer needs"}};

}  // namespace
}  // namespace weft
