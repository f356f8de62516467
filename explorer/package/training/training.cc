// What the compiler is shown before it compiles the search for good: searches of the usual kinds,
// so that it sees which way branches mostly go.
#include <cstdint>
#include <functional>
#include <mutex>
#include <shared_mutex>

#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"
#include "weft/primitives/weft.h"

namespace {

using namespace weft;

void lock_and_count() {
  Mutex mu;
  Shared<int> count(0);
  WaitGroup all;
  for (int i = 0; i < 4; ++i) {
    all.go([&] {
      for (int k = 0; k < 2; ++k) {
        const std::scoped_lock held(mu);
        count = count.load() + 1;
      }
    });
  }
  all.wait();
}

void count_without_lock() {
  Atomic<int> count(0);
  WaitGroup all;
  for (int i = 0; i < 3; ++i) {
    all.go([&] {
      count.fetch_add(1);
      const int seen = count.load();
      count.compare_and_swap(seen, seen + 1);
      count.store(count.load());
    });
  }
  all.wait();
}

void hand_on() {
  Atomic<int> cells[8];
  WaitGroup all;
  for (int i = 0; i < 7; ++i) {
    all.go([&, i] { cells[i + 1].store(cells[i].load() + 1); });
  }
  all.wait();
}

void work_in_a_pool() {
  const Chan<int> jobs(2);
  const Chan<int> results;
  WaitGroup all;
  for (int w = 0; w < 2; ++w) {
    all.go([&] {
      while (const auto job = jobs.next()) results.send(*job);
    });
  }
  go([&] {
    for (int j = 0; j < 3; ++j) jobs.send(j);
    jobs.close();
    all.wait();
    results.close();
  });
  while (results.next()) {
  }
}

void stop_when_done() {
  const Chan<int> values;
  const Chan<Unit> done;
  WaitGroup all;
  for (int i = 0; i < 2; ++i) {
    all.go([&, i] { select(send(values, i, [] {}), recv(done, [](auto) {})); });
  }
  values.recv();
  done.close();
  all.wait();
}

void read_and_write() {
  RWMutex mu;
  Cond changed(mu);
  Shared<bool> set(false);
  WaitGroup all;
  for (int i = 0; i < 2; ++i) {
    all.go([&] {
      const std::shared_lock held(mu);
      (void)set.load();
    });
  }
  all.go([&] {
    std::unique_lock held(mu);
    while (!set.load()) changed.wait();
  });
  {
    const std::scoped_lock held(mu);
    set = true;
    changed.broadcast();
  }
  all.wait();
}

void explore(const std::function<void()>& body, kernel::Strategy& strategy) {
  constexpr std::uint64_t kEnough = 20'000;
  kernel::World world;
  world.expect_loops(false);
  for (std::uint64_t n = 0; n < kEnough; ++n) {
    const kernel::Execution& execution = world.run(body, strategy);
    if (world.learned_something()) {
      strategy.restart();
    } else if (!strategy.learn(execution)) {
      return;
    }
  }
}

}  // namespace

int main() {
  for (void (*const body)() : {lock_and_count, count_without_lock, hand_on, work_in_a_pool,
                               stop_when_done, read_and_write}) {
    weft::search::Dpor dpor;
    explore(body, dpor);
    weft::search::Naive naive;
    explore(body, naive);
  }
}
