// Every scenario that is shipped ends as it declares: with the finding it expects, or verified.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "weft/tests/support/registered.h"
#include "weft/tests/support/sanitized.h"

namespace weft {
namespace {

using testing_support::kSanitized;
using testing_support::search;

std::vector<std::string> shipped() {
  std::vector<std::string> names;
  for (const Scenario& scenario : scenarios()) names.push_back(scenario.name);
  return names;
}

/// What the address sanitizer takes for itself, it reports in its own words, and that is the end.
class Shipped : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    const std::string& expected = find_scenario(GetParam())->expects;
    const bool faults = expected == kind::kCrash || expected == kind::kStackOverflow;
    if (kSanitized && faults) GTEST_SKIP() << "the sanitizer reports it";
  }
};

TEST_P(Shipped, EndsAsItDeclares) {
  const Report report = search(GetParam());
  EXPECT_TRUE(report.as_expected())
      << to_string(report.verdict) << ", "
      << (report.counterexamples.empty() ? "nothing found"
                                         : report.counterexamples[0].finding.message);
}

TEST_P(Shipped, IsSearchedWithoutRepetition) {
  const Report report = search(GetParam());
  EXPECT_EQ(report.redundant, 0U);
}

TEST_P(Shipped, IsReplayedFromItsToken) {
  const Scenario& scenario = *find_scenario(GetParam());
  if (scenario.expects == kind::kNondeterminism) GTEST_SKIP() << "there is nothing to replay";
  for (const Counterexample& found : search(GetParam()).counterexamples) {
    const Replay again = replay(scenario, found.token);
    EXPECT_EQ(again.outcome, Replay::Outcome::reproduced) << found.token << again.divergence;
  }
}

/// As far as enumerating every interleaving gets in a moment.
TEST_P(Shipped, EndsTheSameWithoutAnyReduction) {
  Options options;
  options.strategy = "naive";
  options.max_executions = 2000;
  const Report report = explore(*find_scenario(GetParam()), options);
  EXPECT_TRUE(report.as_expected() || report.verdict == Verdict::not_proved)
      << to_string(report.verdict);
}

TEST_P(Shipped, SaysWhatItIsAbout) {
  const Scenario& scenario = *find_scenario(GetParam());
  EXPECT_FALSE(scenario.summary.empty());
  const std::string name = scenario.name.substr(scenario.name.rfind('/') + 1);
  const bool is_bad = scenario.name.starts_with("real_bugs/") ? !name.ends_with("_fixed")
                                                              : name.starts_with("bad_");
  EXPECT_EQ(is_bad, !scenario.expects.empty()) << "its name says whether it is bad";
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::ranges::replace_if(
      name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Shipped, testing::ValuesIn(shipped()), test_name);

}  // namespace
}  // namespace weft
