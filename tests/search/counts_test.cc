// Programs whose number of Mazurkiewicz traces is known: the search makes exactly as many
// executions, and gives none up.
#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "weft/primitives/weft.h"
#include "weft/tests/support/counting.h"

namespace weft {
namespace {

using Scenario = std::function<void()>;
using testing_support::count;
using testing_support::Counted;

struct Case {
  std::string name;
  std::uint64_t executions;
  Scenario scenario;
  std::uint64_t stuck = 0;
};

template <typename Body>
void each(int n, Body body) {
  for (int i = 0; i < n; ++i) go([=] { body(i); });
}

Scenario senders_to_one_receiver(int senders, int each_sends, std::size_t capacity) {
  return [=] {
    Chan<int> c(capacity);
    each(senders, [=](int) {
      for (int k = 0; k < each_sends; ++k) c.send(k);
    });
    for (int k = 0; k < senders * each_sends; ++k) c.next();
  };
}

Scenario senders_and_receivers(int n, int m, std::size_t capacity) {
  return [=] {
    Chan<int> c(capacity);
    each(n, [=](int i) { c.send(i); });
    each(m, [=](int) { c.next(); });
  };
}

Scenario workers_done(int n) {
  return [=] {
    WaitGroup wg;
    for (int i = 0; i < n; ++i) {
      wg.add(1);
      go([&wg] { wg.done(); });
    }
    wg.wait();
  };
}

Scenario lockers(int n, int times) {
  return [=] {
    auto mu = std::make_shared<Mutex>();
    each(n, [=](int) {
      for (int k = 0; k < times; ++k) {
        mu->lock();
        mu->unlock();
      }
    });
  };
}

Scenario philosophers(int n, bool lowest_first) {
  return [=] {
    auto forks = std::make_shared<std::deque<Mutex>>();
    for (int i = 0; i < n; ++i) forks->emplace_back();
    each(n, [=](int i) {
      int first = i;
      int second = (i + 1) % n;
      if (lowest_first && second < first) std::swap(first, second);
      Mutex& left = (*forks)[static_cast<std::size_t>(first)];
      Mutex& right = (*forks)[static_cast<std::size_t>(second)];
      left.lock();
      right.lock();
      right.unlock();
      left.unlock();
    });
  };
}

Scenario store_and_loads(int loads) {
  return [=] {
    auto x = std::make_shared<Atomic<int>>();
    go([=] { x->store(1); });
    each(loads, [=](int) { (void)x->load(); });
  };
}

Scenario adders(int n, int times, bool used) {
  return [=] {
    auto x = std::make_shared<Atomic<int>>();
    each(n, [=](int) {
      for (int k = 0; k < times; ++k) used ? (void)x->fetch_add(1) : x->add(1);
    });
  };
}

// Abdulla et al., POPL'14: one goroutine looks for the first zero from the end of an array while
// n others each copy their left neighbour's value plus one.
Scenario last_zero(int n) {
  return [=] {
    auto cells = std::make_shared<std::deque<Atomic<int>>>();
    for (int i = 0; i <= n; ++i) cells->emplace_back(0);
    const auto at = [cells](int i) -> Atomic<int>& {
      return (*cells)[static_cast<std::size_t>(i)];
    };
    go([=] {
      for (int i = n; at(i).load() != 0; --i) {
      }
    });
    each(n, [=](int i) { at(i + 1).store(at(i).load() + 1); });
  };
}

Scenario fan_out(int jobs, int workers) {
  return [=] {
    Chan<int> c(static_cast<std::size_t>(jobs));
    for (int j = 0; j < jobs; ++j) c.send(j);
    c.close();
    each(workers, [=](int) {
      while (c.next()) {
      }
    });
  };
}

Scenario independent(int n) {
  return [=] {
    auto cells = std::make_shared<std::deque<Atomic<int>>>();
    for (int i = 0; i < n; ++i) cells->emplace_back(0);
    each(n, [=](int i) {
      for (int k = 0; k < 3; ++k) (*cells)[static_cast<std::size_t>(i)].fetch_add(1);
    });
  };
}

Scenario pairs(int n) {
  return [=] {
    each(n, [](int) {
      Chan<int> c;
      go([c] {
        for (int k = 0; k < 3; ++k) c.send(k);
        c.close();
      });
      while (c.next()) {
      }
    });
  };
}

Scenario select_of_two(std::size_t capacity) {
  return [=] {
    Chan<int> a(capacity);
    Chan<int> b(capacity);
    go([a] { a.send(1); });
    go([b] { b.send(1); });
    select(recv(a), recv(b));
  };
}

Scenario select_default(std::size_t capacity) {
  return [=] {
    Chan<int> c(capacity);
    go([c] { c.send(1); });
    select(recv(c), otherwise([] {}));
  };
}

template <typename Body>
void catching(Body body) {
  try {
    body();
  } catch (const Panic&) {
  }
}

Scenario close_and(bool close_too) {
  return [=] {
    Chan<int> c(1);
    go([=] { catching([&] { close_too ? c.close() : c.send(1); }); });
    go([=] { catching([&] { c.close(); }); });
  };
}

Scenario two_mutexes_crosswise() {
  return [] {
    auto a = std::make_shared<Mutex>();
    auto b = std::make_shared<Mutex>();
    const auto take = [](Mutex& first, Mutex& second) {
      first.lock();
      second.lock();
      second.unlock();
      first.unlock();
    };
    go([=] { take(*a, *b); });
    go([=] { take(*b, *a); });
  };
}

Scenario two_polling_senders() {
  return [] {
    Chan<int> c(1);
    each(2, [=](int i) { select(send(c, i), otherwise([] {})); });
  };
}

std::vector<Case> channels() {
  return {
      {"Senders2ToOneReceiver", 2, senders_to_one_receiver(2, 1, 0), 0},
      {"Senders3ToOneReceiver", 6, senders_to_one_receiver(3, 1, 0), 0},
      {"Senders4ToOneReceiver", 24, senders_to_one_receiver(4, 1, 0), 0},
      {"Senders5ToOneReceiver", 120, senders_to_one_receiver(5, 1, 0), 0},
      {"Senders6ToOneReceiver", 720, senders_to_one_receiver(6, 1, 0), 0},
      {"Pairings2", 2, senders_and_receivers(2, 2, 0), 0},
      {"Pairings4", 24, senders_and_receivers(4, 4, 0), 0},
      {"Pairings6", 720, senders_and_receivers(6, 6, 0), 0},
      {"Capacity2SendersReceivers2", 4, senders_and_receivers(2, 2, 2), 0},
      {"Capacity1SendersReceivers3", 36, senders_and_receivers(3, 3, 1), 0},
      {"Capacity2SendersReceivers3", 36, senders_and_receivers(3, 3, 2), 0},
      {"Capacity3SendersReceivers3", 36, senders_and_receivers(3, 3, 3), 0},
      {"OneProducerOneConsumer", 1, senders_to_one_receiver(1, 20, 0), 0},
      {"OneProducerOneConsumerCapacity1", 1, senders_to_one_receiver(1, 20, 1), 0},
      {"OneProducerOneConsumerCapacity3", 1, senders_to_one_receiver(1, 20, 3), 0},
      {"Producers2x2", 6, senders_to_one_receiver(2, 2, 0), 0},
      {"Producers2x3Capacity2", 20, senders_to_one_receiver(2, 3, 2), 0},
      {"Producers3x2Capacity1", 90, senders_to_one_receiver(3, 2, 1), 0},
      {"SelectOfTwo", 2, select_of_two(0), 2},
      {"SelectOfTwoCapacity1", 2, select_of_two(1), 0},
      {"SelectDefaultUnbuffered", 2, select_default(0), 1},
      {"SelectDefaultCapacity1", 2, select_default(1), 0},
      {"SendAndClose", 2, close_and(false), 0},
      {"CloseAndClose", 2, close_and(true), 0},
      {"TwoPollingSenders", 2, two_polling_senders(), 0},
      {"FanOut6To3", 729, fan_out(6, 3), 0},
      {"FanOut4To2", 16, fan_out(4, 2), 0},
      {"IndependentPairs", 1, pairs(8), 0},
  };
}

std::vector<Case> memory_and_locks() {
  return {
      {"Workers1", 1, workers_done(1), 0},
      {"Workers12", 1, workers_done(12), 0},
      {"Mutex2x3", 20, lockers(2, 3), 0},
      {"Mutex3x2", 90, lockers(3, 2), 0},
      {"Mutex3x3", 1680, lockers(3, 3), 0},
      {"Mutex4x2", 2520, lockers(4, 2), 0},
      {"Mutex5x2", 113'400, lockers(5, 2), 0},
      {"Philosophers2", 3, philosophers(2, false), 1},
      {"Philosophers3", 7, philosophers(3, false), 1},
      {"Philosophers4", 15, philosophers(4, false), 1},
      {"Philosophers8", 255, philosophers(8, false), 1},
      {"PhilosophersLowestFirst2", 2, philosophers(2, true), 0},
      {"PhilosophersLowestFirst3", 6, philosophers(3, true), 0},
      {"PhilosophersLowestFirst4", 14, philosophers(4, true), 0},
      {"StoreAnd4Loads", 16, store_and_loads(4), 0},
      {"StoreAnd15Loads", 32'768, store_and_loads(15), 0},
      {"AddsUnused", 1, adders(4, 5, false), 0},
      {"AddsUsed3x2", 90, adders(3, 2, true), 0},
      {"AddsUsed5x2", 113'400, adders(5, 2, true), 0},
      {"Independent", 1, independent(8), 0},
      {"LastZero3", 12, last_zero(3), 0},
      {"LastZero5", 64, last_zero(5), 0},
      {"LastZero7", 320, last_zero(7), 0},
      {"LastZero10", 3328, last_zero(10), 0},
      {"LastZero13", 32'768, last_zero(13), 0},
      {"LastZero15", 147'456, last_zero(15), 0},
      {"TwoMutexesCrosswise", 3, two_mutexes_crosswise(), 1},
  };
}

class Counts : public testing::TestWithParam<Case> {};

TEST_P(Counts, AreExact) {
  const Counted counted = count(GetParam().scenario);
  EXPECT_EQ(counted.executions, GetParam().executions);
  EXPECT_EQ(counted.cut, 0U);
  EXPECT_EQ(counted.stuck, GetParam().stuck);
}

const auto name_of = [](const auto& info) { return info.param.name; };
INSTANTIATE_TEST_SUITE_P(Channels, Counts, testing::ValuesIn(channels()), name_of);
INSTANTIATE_TEST_SUITE_P(MemoryAndLocks, Counts, testing::ValuesIn(memory_and_locks()), name_of);

}  // namespace
}  // namespace weft
