// etcd 5509: acquiring a client that had been closed returned an error and kept the read lock;
// Close gives the lock back for a moment and takes it again. The fix unlocks before every error.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Client {
  RWMutex mu{"mu"};
  Shared<bool> open{true, "open"};

  /// True: with the read lock, as the caller wants it.
  bool acquire(bool unlocks_on_error) {
    mu.rlock();
    if (open) return true;
    if (unlocks_on_error) mu.runlock();
    return false;
  }
  void close() {
    mu.lock();
    if (open) {
      open = false;
      mu.unlock();  // to cancel what is under way
      mu.lock();
    }
    mu.unlock();
  }
};

void run(bool fixed) {
  Client client;
  const Chan<Unit> done("done");
  go("keepalive", [&, done] {
    while (client.acquire(fixed)) client.mu.runlock();
    done.close();
  });
  client.close();
  done.recv();
}

const RegisteredBug registered{{"etcd_5509", [] { run(false); }, [] { run(true); }, kind::kDeadlock,
                                "An error path that keeps a read lock"}};

}  // namespace
}  // namespace weft
