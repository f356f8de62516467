// Random programs: what every interleaving shows, the reduced search must show, once.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"
#include "weft/tests/support/random_program.h"

namespace weft {
namespace {

using namespace testing_support;

struct Family {
  std::string name;
  Shape shape;
};

std::vector<Family> families() {
  return {
      {"Memory", {{"load", "store"}}},
      {"Atomics", {{"load", "store", "fetch_add", "cas", "add"}}},
      {"Locks", {{"lock", "load", "store"}, 3, 2}},
      {"TwoLocks", {{"lock2"}, 3, 2}},
      {"TryLock", {{"lock2", "try_lock", "load", "store"}, 3, 2}},
      {"Buffered", {{"bsend", "brecv"}}},
      {"BufferedClose", {{"bsend", "brecv", "close"}}},
      {"Unbuffered", {{"usend", "urecv"}}},
      {"UnbufferedClose", {{"usend", "urecv", "close"}}},
      {"Select", {{"usend", "urecv", "select"}, 3, 2}},
      {"SelectBuffered", {{"usend", "urecv", "select", "bsend", "brecv"}, 3, 2}},
      {"All",
       {{"load", "store", "fetch_add", "add", "lock2", "bsend", "brecv", "usend", "urecv", "close",
         "select", "select_default", "wg", "choose", "cas", "try_lock"},
        3,
        2}},
  };
}

class Oracle : public testing::TestWithParam<Family> {};

TEST_P(Oracle, SeesEveryOutcomeAndEveryTraceOnce) {
  const std::uint64_t seeds =
      std::getenv("WEFT_ORACLE_SEEDS") ? std::stoull(std::getenv("WEFT_ORACLE_SEEDS")) : 150;
  std::uint64_t programs = 0, traces = 0, redundant = 0, blocked = 0, missed = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const auto program = random_program(seed, GetParam().shape);
    std::string outcome;
    const auto scenario = runnable(program, outcome);
    search::Naive naive;
    const Sight truth = see(scenario, outcome, naive, 30'000);
    if (truth.too_large) continue;
    search::Dpor dpor;
    const Sight seen = see(scenario, outcome, dpor, 30'000);
    ++programs;
    traces += truth.traces.size();
    redundant += seen.executions - seen.traces.size();
    blocked += dpor.blocked();
    if (seen.traces.size() < truth.traces.size()) ++missed;
    EXPECT_EQ(seen.outcomes, truth.outcomes) << "seed " << seed << "\n" << to_string(program);
    if (seen.traces.size() != truth.traces.size() || seen.executions != seen.traces.size() ||
        dpor.blocked())
      std::cout << "seed " << seed << " traces " << truth.traces.size() << " seen "
                << seen.traces.size() << " executions " << seen.executions << " blocked "
                << dpor.blocked() << "\n"
                << to_string(program);
  }
  std::cout << GetParam().name << ": " << programs << " programs, " << traces << " traces, "
            << redundant << " redundant, " << blocked << " blocked, " << missed
            << " with missed traces\n";
}

INSTANTIATE_TEST_SUITE_P(Programs, Oracle, testing::ValuesIn(families()),
                         [](const auto& family) { return family.param.name; });

}  // namespace
}  // namespace weft
