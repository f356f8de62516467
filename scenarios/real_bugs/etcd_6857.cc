// etcd 6857: Status asks the node's loop over a channel. If the loop has been stopped in the
// meantime, nobody answers. The fix also waits for the node to be done.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

struct Node {
  Chan<Chan<int>> status{"status"};
  Chan<Unit> stop{"stop"};
  Chan<Unit> done{"done"};

  void run() const {
    for (bool running = true; running;) {
      select(recv(status, [](std::optional<Chan<int>> reply) { reply->send(1); }), recv(stop, [&] {
               done.close();
               running = false;
             }));
    }
  }
  void ask_status(bool fixed) const {
    const Chan<int> reply("reply");
    bool asked = true;
    if (fixed) {
      select(send(status, reply), recv(done, [&] { asked = false; }));
    } else {
      status.send(reply);
    }
    if (asked) reply.recv();
  }
  void stop_and_wait() const {
    bool stopping = true;
    select(send(stop, {}), recv(done, [&] { stopping = false; }));
    if (stopping) done.recv();
  }
};

void run(bool fixed) {
  Node node;
  go("node", [&] { node.run(); });
  go("asker", [&] { node.ask_status(fixed); });
  go("stopper", [&] { node.stop_and_wait(); });
}

const RegisteredBug registered{{"etcd_6857", [] { run(false); }, [] { run(true); }, kind::kLeak,
                                "A question to a loop that may have been stopped"}};

}  // namespace
}  // namespace weft
