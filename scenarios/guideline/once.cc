// Once: a client that is connected when it is first needed, and only then.
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// GOOD: whoever comes first connects, the others wait until that is done.
class Client {
 public:
  int connection() {
    once_.do_once([this] {
      dialled_.add(1);
      connection_.store(7);
    });
    return connection_.load();
  }
  [[nodiscard]] int dialled() const { return dialled_.load(); }

 private:
  Once once_{"once"};
  Shared<int> connection_{0, "connection"};
  Atomic<int> dialled_{0, "dialled"};
};

void good_client() {
  Client client;
  WaitGroup users("users");
  for (int i = 0; i < 2; ++i) {
    users.go([&] { expect(client.connection() == 7, "a connection"); });
  }
  users.wait();
  expect(client.dialled() == 1, "one connection for all");
}

/// BAD: looks, and connects if there is nothing yet. So may somebody else meanwhile.
void bad_client() {
  Shared<int> connection(0, "connection");
  const auto connect = [&] {
    if (connection.load() == 0) connection.store(7);
  };
  WaitGroup users("users");
  for (int i = 0; i < 2; ++i) users.go(connect);
  users.wait();
}

/// BAD: what is done once asks for itself.
void bad_recursive_once() {
  Once once("once");
  once.do_once([&] { once.do_once([] {}); });
}

const Registered registered[] = {
    Registered{{.name = "guideline/once/bad_client",
                .body = bad_client,
                .expects = kind::kDataRace,
                .summary = "A client that is connected by whoever finds no connection"}},
    Registered{{.name = "guideline/once/good_client",
                .body = good_client,
                .summary = "A client that is connected once, by whoever comes first"}},
    Registered{{.name = "guideline/once/bad_recursive_once",
                .body = bad_recursive_once,
                .expects = kind::kDeadlock,
                .summary = "A once that waits for itself"}},
};

}  // namespace
}  // namespace weft
