// etcd 3077: the channels by which a node is stopped are made by its own goroutine, when it starts;
// who stops it soon may find none. The fix makes them before the goroutine is started.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

using namespace std::chrono_literals;

struct RaftNode {
  Shared<Chan<Unit>> stopped{Chan<Unit>(nullptr), "stopped"};
  Shared<Chan<Unit>> done{Chan<Unit>(nullptr), "done"};

  void make_channels() {
    stopped = Chan<Unit>("stopped_chan");
    done = Chan<Unit>("done_chan");
  }
  void run(bool fixed) {
    if (!fixed) make_channels();
    stopped.load().recv();
    done.load().close();
  }
};

struct Server {
  RaftNode raft;
  Chan<Unit> stop{"stop"};
  Chan<Unit> done{"server_done"};

  void run(bool fixed) {
    if (fixed) raft.make_channels();
    go("raft", [this, fixed] { raft.run(fixed); });
    sleep(10ms);
    stop.recv();
    raft.stopped.load().send({});
    raft.done.load().recv();
    done.close();
  }
};

void run(bool fixed) {
  Server server;
  go("server", [&] { server.run(fixed); });
  select(send(server.stop, {}), recv(server.done));
  server.done.recv();
}

const RegisteredBug registered{{"etcd_3077", [] { run(false); }, [] { run(true); }, kind::kDataRace,
                                "Channels made by the goroutine they are to stop"}};

}  // namespace
}  // namespace weft
