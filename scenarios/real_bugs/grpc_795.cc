// gRPC 795: GracefulStop, called a second time, locks its mutex again instead of unlocking it. (The
// kernel has lost the unlock at the end as well; the fix has both.)
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Server {
  Mutex mu{"mu"};
  Shared<bool> drain{false, "drain"};

  void serve() { std::scoped_lock lock(mu); }
  void graceful_stop_bug() {
    mu.lock();
    if (drain) {
      mu.lock();  // was meant to unlock
      return;
    }
    drain = true;
  }
  void graceful_stop_fixed() {
    mu.lock();
    drain = true;
    mu.unlock();
  }
};

void bug() {
  Server server;
  go("serve", [&] { server.serve(); });
  for (int i = 0; i < 3; ++i) server.graceful_stop_bug();
}

void fixed() {
  Server server;
  go("serve", [&] { server.serve(); });
  for (int i = 0; i < 3; ++i) server.graceful_stop_fixed();
}

const RegisteredBug registered{
    {"grpc_795", bug, fixed, kind::kDeadlock, "Lock where Unlock was meant"}};

}  // namespace
}  // namespace weft
