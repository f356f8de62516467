// Condition variables: of a bounded buffer made of a lock and two of them, every legal order in
// which its goroutines can take the lock is seen, by the search as by brute force.
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/each_execution.h"

namespace weft {
namespace {

/// Room for one item; writes down who takes the lock, from a wait or not.
class Buffer {
 public:
  explicit Buffer(std::string& orders) : orders_(orders) {}

  void put(char who) { pass(who, /*when_full=*/false, not_full_, not_empty_); }
  void take(char who) { pass(who, /*when_full=*/true, not_empty_, not_full_); }

 private:
  void pass(char who, bool when_full, Cond& mine, Cond& other) {
    std::scoped_lock lock(mu_);
    orders_ += who;
    while (full_ != when_full) {
      mine.wait();
      orders_ += who;
    }
    full_ = !when_full;
    other.signal();
  }

  std::string& orders_;
  Mutex mu_;
  Cond not_full_{mu_};
  Cond not_empty_{mu_};
  bool full_ = false;
};

struct Case {
  std::string name;
  int producers;
  int items;  // of each producer
  int consumers;
  std::size_t orders;
};

struct Seen {
  std::set<std::string> orders;
  std::uint64_t executions = 0;
  std::uint64_t cut = 0;
};

Seen explore(const Case& of, kernel::Strategy& strategy) {
  kernel::World world;
  Seen seen;
  std::string order;
  const auto body = [&] {
    order.clear();
    const auto buffer = std::make_shared<Buffer>(order);
    for (int p = 0; p < of.producers; ++p) {
      go([=, items = of.items] {
        for (int i = 0; i < items; ++i) buffer->put(static_cast<char>('a' + p));
      });
    }
    const int each_takes = of.producers * of.items / of.consumers;
    for (int c = 0; c < of.consumers; ++c) {
      go([=] {
        for (int i = 0; i < each_takes; ++i) buffer->take(static_cast<char>('A' + c));
      });
    }
  };
  const auto add = [&](const kernel::Execution& execution) {
    ++(execution.cut() ? seen.cut : seen.executions);
    if (!execution.cut()) seen.orders.insert(order);
    return true;
  };
  testing_support::each_execution(
      world, body, strategy, [&] { seen = {}; }, add);
  return seen;
}

class LockOrders : public testing::TestWithParam<Case> {};

TEST_P(LockOrders, AreAllSeen) {
  search::Dpor dpor;
  const Seen seen = explore(GetParam(), dpor);
  EXPECT_EQ(seen.orders.size(), GetParam().orders);
  EXPECT_EQ(seen.executions, GetParam().orders);  // each once
  EXPECT_EQ(seen.cut, 0U);
}

TEST_P(LockOrders, AreThoseOfBruteForce) {
  search::Naive naive;
  search::Dpor dpor;
  EXPECT_EQ(explore(GetParam(), dpor).orders, explore(GetParam(), naive).orders);
}

INSTANTIATE_TEST_SUITE_P(BoundedBuffer, LockOrders,
                         testing::Values(Case{"Producers2Consumers2", 2, 1, 2, 64},
                                         Case{"Producers2x2Consumer1", 2, 2, 1, 2432},
                                         Case{"Producer1x3Consumer1", 1, 3, 1, 32}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace weft
