// gRPC 2371: closing a connection takes its balancer wrapper away; who is about to hand it an
// address follows a nil pointer. The fix looks, with the mutex held, whether the connection is
// closed.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct BalancerWrapper {
  Chan<int> addresses{1, "addresses"};

  void handle(int address) const {
    select(recv(addresses), otherwise());
    addresses.send(address);
  }
};

struct ClientConn {
  Mutex mu{"mu"};
  BalancerWrapper wrapper;
  BalancerWrapper* balancer = &wrapper;

  void handle_resolved(bool fixed) {
    std::scoped_lock lock(mu);
    if (fixed && balancer == nullptr) return;
    if (balancer == nullptr) throw Panic("nil pointer dereference: balancer");
    balancer->handle(1);
  }
  void close() {
    std::scoped_lock lock(mu);
    balancer = nullptr;
  }
};

void run(bool fixed) {
  ClientConn connection;
  go("resolver", [&] { connection.handle_resolved(fixed); });
  go("closer", [&] { connection.close(); });
}

const RegisteredBug registered{{"grpc_2371", [] { run(false); }, [] { run(true); }, kind::kPanic,
                                "A pointer used after close has taken it away"}};

}  // namespace
}  // namespace weft
