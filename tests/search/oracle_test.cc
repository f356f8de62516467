// Random programs: what every interleaving shows, the reduced search must show, once.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"
#include "weft/tests/support/each_program.h"

namespace weft {
namespace {

using namespace testing_support;

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
  const std::uint64_t needed = seen.traces.size() + seen.void_traces.size();
  tally.wasted += attempts - needed;
  if (attempts == needed) return;
  std::cout << "seed " << seed << ": " << attempts << " executions for " << needed << " traces\n"
            << to_string(program);
}

TEST_P(Oracle, SeesEveryOutcomeAndEveryTraceOnce) {
  Tally tally;
  for (std::uint64_t n = 0; n < programs_wanted(60); ++n) {
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

/// Nobody can tell who started whom: what all interleavings show cannot either.
TEST_P(Oracle, MainIsAGoroutineLikeAnyOther) {
  each_program(GetParam().shape, 20, [](const auto& program, Main /*either*/) {
    std::string outcome;
    search::Dpor beside;
    const Sight truth = see(runnable(program, outcome), outcome, beside, 20'000);
    search::Dpor takes_part;
    const Sight seen =
        see(runnable(program, outcome, Main::the_last_part), outcome, takes_part, 20'000);
    if (truth.too_large || seen.too_large) return;
    EXPECT_EQ(seen.outcomes, truth.outcomes);
  });
}

INSTANTIATE_TEST_SUITE_P(Programs, Oracle, testing::ValuesIn(families()),
                         [](const auto& family) { return family.param.name; });

}  // namespace
}  // namespace weft
