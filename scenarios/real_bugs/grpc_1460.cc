// gRPC 1460: with no stream active, keepalive waits to be woken with the transport's mutex held;
// who opens a stream needs that mutex to wake it. The fix waits without it.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Transport {
  Mutex mu{"mu"};
  Shared<int> streams{0, "streams"};
  Chan<Unit> awaken{"awaken"};
  Chan<Unit> awaken_kept{1, "awaken_kept"};  // the fix: a wake-up is not lost if it comes early

  void keepalive(bool fixed) {
    mu.lock();
    const bool dormant = streams == 0;
    if (fixed) mu.unlock();
    if (dormant) (fixed ? awaken_kept : awaken).recv();
    if (!fixed) mu.unlock();
  }
  void new_stream(bool fixed) {
    std::scoped_lock lock(mu);
    streams = streams + 1;
    if (streams == 1) select(send(fixed ? awaken_kept : awaken, {}), otherwise());
  }
};

void run(bool fixed) {
  Transport transport;
  go("keepalive", [&] { transport.keepalive(fixed); });
  go("new_stream", [&] { transport.new_stream(fixed); });
}

const RegisteredBug registered{{"grpc_1460", [] { run(false); }, [] { run(true); }, kind::kLeak,
                                "Waits to be woken with the waker's mutex held"}};

}  // namespace
}  // namespace weft
