// Random programs: what every interleaving shows, the reduced search must show, once.
#include <gtest/gtest.h>

#include <iostream>

#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"
#include "weft/tests/support/families.h"

namespace weft {
namespace {

using namespace testing_support;

class Oracle : public testing::TestWithParam<Family> {};

struct Tally {
  std::uint64_t programs = 0;
  std::uint64_t executions = 0;
  std::uint64_t wasted = 0;  // complete ones that repeated a trace, and ones given up
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
}

TEST_P(Oracle, SeesEveryOutcomeAndEveryTraceOnce) {
  Tally tally;
  for (std::uint64_t seed = 0; seed < programs_wanted(80); ++seed) {
    compare(seed, GetParam(), tally);
  }
  std::cout << tally.programs << " programs, " << tally.executions << " executions, "
            << tally.wasted << " of them for nothing\n";
  // Exact but for polls of channels whose peers come and go: see docs/search.md.
  EXPECT_LE(tally.wasted * 1000, tally.executions);
}

INSTANTIATE_TEST_SUITE_P(Programs, Oracle, testing::ValuesIn(families()),
                         [](const auto& family) { return family.param.name; });

}  // namespace
}  // namespace weft
