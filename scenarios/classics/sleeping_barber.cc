// The sleeping barber (Dijkstra): sleeps when nobody waits; who comes wakes him, or leaves if no
// chair is free.
#include <mutex>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

class Shop {
 public:
  /// `drowsy`: the barber looks into the waiting room, lets go, and lies down without another look.
  explicit Shop(bool drowsy) : drowsy_(drowsy) {}

  /// Whether a chair was free.
  bool enter() {
    std::scoped_lock lock(mu_);
    if (waiting_.load() == kChairs) return false;
    waiting_.update([](int& n) { ++n; });
    customer_.signal();
    return true;
  }
  void close() {
    std::scoped_lock lock(mu_);
    closed_.store(true);
    customer_.signal();
  }
  /// Cuts hair until the shop is closed and empty. How many heads.
  int work() {
    for (int heads = 0;; ++heads) {
      sleep_while_empty();
      std::scoped_lock lock(mu_);
      if (waiting_.load() == 0) return heads;
      waiting_.update([](int& n) { --n; });
    }
  }

 private:
  static constexpr int kChairs = 1;

  [[nodiscard]] bool idle() const { return waiting_.load() == 0 && !closed_.load(); }
  void sleep_while_empty() {
    std::unique_lock lock(mu_);
    while (idle()) {
      if (drowsy_) {
        lock.unlock();
        lock.lock();
      }
      customer_.wait();
    }
  }

  bool drowsy_;
  Mutex mu_{"mu"};
  Cond customer_{mu_, "customer"};
  Shared<int> waiting_{0, "waiting"};
  Shared<bool> closed_{false, "closed"};
};

void open_for_two(bool drowsy) {
  Shop shop(drowsy);
  Atomic<int> seated(0, "seated");
  Chan<int> heads(1, "heads");
  go("barber", [&] { heads.send(shop.work()); });
  WaitGroup customers("customers");
  for (int i = 0; i < 2; ++i) {
    customers.go([&] {
      if (shop.enter()) seated.add(1);
    });
  }
  customers.wait();
  shop.close();
  expect(heads.recv() == seated.load(), "whoever was seated had his hair cut");
}

const Registered registered[] = {
    Registered{{.name = "classics/sleeping_barber/bad_looks_then_sleeps",
                .body = [] { open_for_two(true); },
                .expects = kind::kLostWakeup,
                .summary = "A customer who calls before the barber has lain down"}},
    Registered{{.name = "classics/sleeping_barber/looks_and_sleeps",
                .body = [] { open_for_two(false); },
                .summary = "A barber who looks and lies down as one step"}},
};

}  // namespace
}  // namespace weft
