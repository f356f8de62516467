// etcd 7492: tokens are handed to their keeper over a channel with the store's mutex held; on a
// tick the keeper wants that mutex, and the channel may be full. The fix puts tokens into the
// keeper's map directly, under a mutex of its own that is always taken after the store's.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

constexpr int kUsers = 3;

struct TokenStore {
  Mutex mu{"store"};
  Mutex tokens_mu{"tokens"};
  Shared<int> tokens{0, "tokens"};
  Chan<int> added{1, "added"};
  Chan<Chan<Unit>> stop{"stop"};

  void keep() {
    const Timer tick(1ns);  // one is enough
    for (bool keeping = true; keeping;) {
      select(recv(added, [&] { add(); }), recv(tick.c(), [&] { expire(); }),
             recv(stop, [&](std::optional<Chan<Unit>> reply) {
               reply->send({});
               keeping = false;
             }));
    }
    tick.stop();
  }
  void add() {
    std::scoped_lock lock(tokens_mu);
    tokens = tokens + 1;
  }
  int waiting() {
    std::scoped_lock lock(tokens_mu);
    return tokens;
  }
  void expire() {
    if (waiting() == 0) return;
    std::scoped_lock store(mu);
    std::scoped_lock lock(tokens_mu);
    tokens = 0;
  }
  void assign(bool fixed) {
    std::scoped_lock lock(mu);
    if (fixed) {
      add();
    } else {
      added.send(1);
    }
  }
  void disable() {
    const Chan<Unit> reply("reply");
    stop.send(reply);
    reply.recv();
    std::scoped_lock lock(mu);
  }
};

void run(bool fixed) {
  TokenStore store;
  WaitGroup users("users");
  go("keeper", [&] { store.keep(); });
  for (int i = 0; i < kUsers; ++i) users.go([&] { store.assign(fixed); });
  users.wait();
  store.disable();
}

const RegisteredBug registered{{"etcd_7492", [] { run(false); }, [] { run(true); }, kind::kDeadlock,
                                "A send under a mutex that the receiver wants"}};

}  // namespace
}  // namespace weft
