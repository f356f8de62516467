// Random programs: what every interleaving shows, the reduced search must show, once.
#include <gtest/gtest.h>

#include <algorithm>
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
      {"Polling", {{"await", "store", "add"}, 3, 2}},
      {"Locks", {{"lock", "load", "store"}, 3, 2}},
      {"TwoLocks", {{"lock2"}, 3, 2}},
      {"TryLock", {{"lock2", "try_lock", "load", "store"}, 3, 2}},
      {"Buffered", {{"bsend", "brecv"}}},
      {"BufferedClose", {{"bsend", "brecv", "close"}}},
      {"WaitGroup", {{"wg", "load", "store"}}},
      {"Races", {{"plain", "plain", "lock", "bsend", "brecv", "wg", "rw", "once", "close"}}},
      {"RWMutex", {{"rw", "rw", "load", "store"}, 3, 2}},
      {"RWMutexWild", {{"rw", "rw_wild"}, 3, 2}},
      {"CondSignal", {{"wait", "signal"}, 3, 2}},
      {"Cond", {{"wait", "signal", "broadcast"}, 3, 2}},
      {"CondFour", {{"wait", "signal", "broadcast"}, 4, 1}},
      {"Once", {{"once", "load", "store"}}},
      {"Unbuffered", {{"usend", "urecv"}}},
      {"UnbufferedClose", {{"usend", "urecv", "close"}}},
      {"Select", {{"usend", "urecv", "select"}, 3, 2}},
      {"SelectBuffered", {{"usend", "urecv", "select", "bsend", "brecv"}, 3, 2}},
      {"SelectDefault", {{"usend", "urecv", "select_default", "bsend", "brecv"}, 3, 2}},
      {"Spawns", {{"load", "go"}, 3, 2}},
      {"SpawnsAndLocks", {{"lock", "go"}, 3, 2}},
      {"Lends", {{"load", "lend"}, 2, 2}},
      {"LendsAndSpawns", {{"load", "go", "lend"}, 2, 2}},
      {"LendsAndMessages", {{"usend", "urecv", "lend"}, 2, 2}},
      {"Choices", {{"value", "load", "store"}}},
      {"Sleeps", {{"sleep", "usend", "urecv", "after"}}},
      {"Timers", {{"timer", "sleep", "load", "store"}}},
      {"TimerPolls", {{"timer", "timer_poll", "sleep"}}},
      {"TimerFuncs", {{"timer_func", "load", "sleep"}, 3, 2}},
      {"Tickers", {{"ticker", "sleep"}, 3, 2}},
      {"Contexts", {{"context", "sleep"}}},
      {"ContextsAndData", {{"context", "store", "load", "usend", "urecv"}, 3, 2}},
      {"AfterFuncs", {{"context", "after_func", "load"}, 3, 2}},
      {"Derived", {{"context", "derive", "usend"}, 3, 2}},
      {"All",
       {{"load",  "store",  "fetch_add", "add",      "lock2",  "bsend",
         "brecv", "usend",  "urecv",     "close",    "select", "select_default",
         "wg",    "choose", "cas",       "try_lock", "rw",     "rw_wild",
         "wait",  "signal", "broadcast", "once"},
        3,
        2}},
  };
}

std::uint64_t number_from_environment(const char* name, std::uint64_t otherwise) {
  const char* const given = std::getenv(name);
  return given != nullptr ? std::stoull(given) : otherwise;
}

/// How many programs of each family; the nightly run sets more, and others.
std::uint64_t programs_wanted() {
  return number_from_environment("WEFT_ORACLE_SEEDS", 80);
}
std::uint64_t first_seed() {
  return number_from_environment("WEFT_ORACLE_FIRST_SEED", 0);
}

struct Tally {
  std::uint64_t programs = 0;
  std::uint64_t executions = 0;
  std::uint64_t wasted = 0;  // complete ones that repeated a trace, and ones given up

  void add(const Tally& other) {
    programs += other.programs;
    executions += other.executions;
    wasted += other.wasted;
  }
};

std::ostream& operator<<(std::ostream& out, const Tally& tally) {
  return out << tally.programs << " programs, " << tally.executions << " executions, "
             << tally.wasted << " of them for nothing\n";
}

class Oracle : public testing::TestWithParam<Family> {
 public:
  static void TearDownTestSuite() {
    std::cout << "in total: " << all_families;
    if (seen_families < families().size()) return;
    EXPECT_LT(all_families.wasted * 1000, all_families.executions);
  }

 protected:
  static inline Tally all_families;
  static inline std::size_t seen_families = 0;
};

void compare(std::uint64_t seed, const Family& family, Tally& tally) {
  const auto program = random_program(seed, family.shape);
  SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + to_string(program));
  std::string outcome;
  const auto scenario = runnable(program, outcome);
  search::Naive naive;
  const Sight truth = see(scenario, outcome, naive, 20'000);
  if (truth.too_large) return;
  search::Dpor dpor;
  const Sight seen = see(scenario, outcome, dpor, 20'000);
  EXPECT_EQ(seen.outcomes, truth.outcomes);
  EXPECT_EQ(seen.findings, truth.findings);
  EXPECT_EQ(seen.traces.size(), truth.traces.size());
  const std::uint64_t attempts = seen.executions + dpor.blocked();
  ++tally.programs;
  tally.executions += attempts;
  tally.wasted += attempts - seen.traces.size();
  if (attempts == seen.traces.size()) return;
  std::cout << "seed " << seed << ": " << attempts << " executions for " << seen.traces.size()
            << " traces\n"
            << to_string(program);
}

TEST_P(Oracle, SeesEveryOutcomeAndEveryTraceOnce) {
  Tally tally;
  for (std::uint64_t n = 0; n < programs_wanted(); ++n) {
    compare(first_seed() + n, GetParam(), tally);
  }
  std::cout << tally;
  all_families.add(tally);
  ++seen_families;
  // Exact but for polls of channels whose peers come and go: see docs/search.md.
  const auto& operations = GetParam().shape.operations;
  const bool polls = std::ranges::find(operations, "select_default") != operations.end();
  EXPECT_LE(tally.wasted, polls ? tally.executions / 50 : 0);
}

INSTANTIATE_TEST_SUITE_P(Programs, Oracle, testing::ValuesIn(families()),
                         [](const auto& family) { return family.param.name; });

}  // namespace
}  // namespace weft
