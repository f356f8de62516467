// A search that another process goes on with, again and again, sees what one search sees.
#include <gtest/gtest.h>

#include <cstdint>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/frontier.h"
#include "weft/tests/support/random_program.h"
#include "weft/tests/support/run_program.h"

namespace weft {
namespace {

using namespace testing_support;

struct Seen {
  std::vector<std::string> traces;  ///< in the order in which they were explored
  std::uint64_t given_up = 0;
  int breaks = 0;
};

/// Everything that a process keeps in memory is made anew once in `patience` executions.
Seen explore(const std::function<void()>& scenario, std::uint64_t seed, std::uint64_t patience) {
  constexpr std::size_t kTooMany = 1000;
  std::mt19937_64 dice(seed);
  Seen seen;
  auto world = std::make_unique<kernel::World>();
  std::vector<std::unique_ptr<search::Dpor>> search;
  search.push_back(std::make_unique<search::Dpor>());
  for (bool more = true; more && seen.traces.size() < kTooMany;) {
    const kernel::Execution& execution = world->run(scenario, *search.front());
    if (world->learned_something()) {
      search.front()->restart();
      world->use(std::make_shared<kernel::Names>());
      seen.traces.clear();
      seen.given_up = 0;
      continue;
    }
    execution.cut() ? (void)++seen.given_up : seen.traces.push_back(canonical(execution));
    more = search.front()->learn(execution);
    if (!more || patience == 0 || dice() % patience != 0) continue;
    const kernel::Knowledge knowledge = world->knowledge();
    const search::Frontier frontier = search::frontier_of(search);
    world = std::make_unique<kernel::World>();
    world->resume(knowledge);
    search = search::searches_of(frontier);
    ++seen.breaks;
  }
  return seen;
}

class Frontier : public testing::TestWithParam<Shape> {};

TEST_P(Frontier, LeadsToTheSameExecutions) {
  thread_local std::string outcome;
  int breaks = 0;
  for (std::uint64_t seed = 9000; seed < 9080; ++seed) {
    const auto program = random_program(seed, GetParam());
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + to_string(program));
    const Seen whole = explore(runnable(program, outcome), seed, 0);
    const Seen broken = explore(runnable(program, outcome), seed, 3);
    EXPECT_EQ(broken.traces, whole.traces);
    EXPECT_EQ(broken.given_up, whole.given_up);
    breaks += broken.breaks;
  }
  std::cout << breaks << " breaks\n";
  EXPECT_GE(breaks, 20);
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, Frontier,
    testing::Values(Shape{{"load", "store", "fetch_add", "cas", "add"}},
                    Shape{{"lock2", "try_lock", "load", "store"}, 3, 2},
                    Shape{{"wait", "signal", "broadcast"}, 3, 2},
                    Shape{{"usend", "urecv", "select_default", "bsend", "brecv"}, 3, 2},
                    Shape{{"timer", "sleep", "load", "store", "context"}},
                    Shape{{"load", "go", "lend"}, 2, 2}));

}  // namespace
}  // namespace weft
