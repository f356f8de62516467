// gRPC 1748: a test shortens a time limit, a variable of the package, and restores it at its end,
// while connections it has started still read it. The fix shuts them down first, under their mutex.
//
// The watcher looks twice instead of ten times.
#include "weft/scenarios/real_bugs/real_bug.h"

namespace weft {
namespace {

constexpr int kLooks = 2;

struct Balancer {
  Mutex mu{"balancer"};
  Shared<bool> installed{false, "installed"};
  Shared<int> min_timeout{20, "min_connect_timeout"};
  Mutex connections{"connections"};
  Shared<bool> shut_down{false, "shut_down"};

  void connect(bool fixed) {
    if (!fixed) return (void)min_timeout.load();
    std::scoped_lock lock(connections);
    if (!shut_down) (void)min_timeout.load();
  }
  void watch(bool fixed) {
    for (int look = 0; look < kLooks; ++look) {
      bool there = false;
      {
        std::scoped_lock lock(mu);
        there = installed;
      }
      if (there) go("connection", [this, fixed] { connect(fixed); });
    }
  }
  void test(bool fixed) {
    const int before = min_timeout;
    go("watcher", [this, fixed] { watch(fixed); });
    {
      std::scoped_lock lock(mu);
      installed = true;
    }
    if (fixed) {
      std::scoped_lock lock(connections);
      shut_down = true;
    }
    min_timeout = before;
  }
};

void run(bool fixed) {
  Balancer balancer;
  WaitGroup test("test");
  test.go([&] { balancer.test(fixed); });
  test.wait();
}

const RegisteredBug registered{{"grpc_1748", [] { run(false); }, [] { run(true); }, kind::kDataRace,
                                "A setting restored while connections still read it"}};

}  // namespace
}  // namespace weft
