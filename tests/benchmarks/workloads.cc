#include "weft/tests/benchmarks/workloads.h"

#include <array>
#include <boost/smart_ptr/make_local_shared.hpp>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <random>

#include "weft/primitives/weft.h"
#include "weft/tests/support/known_programs.h"

namespace weft::benchmarks {
namespace {

using namespace testing_support;

std::function<void()> guideline_worker_pool() {
  return [] {
    Chan<int> jobs(4);
    Chan<int> results(4);
    WaitGroup wg;
    for (int w = 0; w < 3; ++w) {
      wg.add(1);
      go([&] {
        for (const int job : jobs) results.send(job * 2);
        wg.done();
      });
    }
    for (int j = 0; j < 4; ++j) jobs.send(j);
    jobs.close();
    wg.wait();
    results.close();
    for (const int result : results) (void)result;
  };
}

/// Ten operations for each of three goroutines, drawn at random: most on an atomic of its own,
/// some on one that all share.
std::function<void()> random_thirty() {
  struct Draw {
    std::uint8_t cell;
    bool store;
  };
  std::array<std::array<Draw, 10>, 3> program{};
  std::mt19937 dice(2);
  for (std::uint8_t g = 0; g < 3; ++g) {
    for (Draw& draw : program[g]) {
      draw.cell = dice() % 3 == 0 ? std::uint8_t{3} : g;
      draw.store = dice() % 2 == 0;
    }
  }
  return [program] {
    const auto cells = boost::make_local_shared<std::array<Atomic<int>, 4>>();
    for (const auto& line : program) {
      go([cells, &line] {
        for (const Draw& draw : line) {
          Atomic<int>& cell = (*cells)[draw.cell];
          draw.store ? cell.store(1) : (void)cell.load();
        }
      });
    }
  };
}

/// Independent work on both sides of one meeting on a shared counter.
void work(Atomic<int>& own, Atomic<int>& common, int operations) {
  for (int k = 1; k < operations; ++k) {
    if (k == operations / 2) (void)common.fetch_add(1);
    own.store(k);
  }
}

}  // namespace

std::function<void()> of_length(int operations) {
  return [operations] {
    const auto cells = boost::make_local_shared<std::array<Atomic<int>, 4>>();
    for (std::size_t g = 0; g < 3; ++g) {
      go([cells, g, operations] { work((*cells)[g], (*cells)[3], operations / 3); });
    }
  };
}

std::function<void()> of_goroutines(int goroutines) {
  return [goroutines] {
    const auto cells = boost::make_local_shared<std::deque<Atomic<int>>>();
    for (int g = 0; g <= goroutines; ++g) cells->emplace_back(0);
    for (int g = 0; g < goroutines; ++g) {
      go([cells, g, goroutines] {
        const auto at = [&](int i) -> Atomic<int>& {
          return (*cells)[static_cast<std::size_t>(i)];
        };
        for (int k = 0; k < 3; ++k) at(g).store(k);
        (void)at(g < 5 ? goroutines : g).fetch_add(1);  // five of them meet: 120 orders
      });
    }
  };
}

std::function<void()> endless() {
  return lockers(5, 4);
}

std::vector<Workload> workloads() {
  return {
      {"mutex 5x2", lockers(5, 2), false, true},
      {"fetch_add 5x2, used", adders(5, 2, true), false, true},
      {"lastzero 15", last_zero(15), false, true},
      {"readers 15", store_and_loads(15), false, true},
      {"1 producer, 1 consumer, 20 messages", senders_to_one_receiver(1, 20, 3), true},
      {"guideline worker pool", guideline_worker_pool()},
      {"dining 8", philosophers(8, false), false, true},
      {"30 operations, 3 goroutines", random_thirty()},
      {"1,000 operations", of_length(1000)},
  };
}

}  // namespace weft::benchmarks
