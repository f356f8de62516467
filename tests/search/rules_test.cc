// Random programs: what weft shows, primitives and kernel and search together, is what Go's rules
// allow. The rules are walked by a machine that shares no code with weft.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/search/dpor.h"
#include "weft/tests/support/each_program.h"
#include "weft/tests/support/rules/allowed.h"

namespace weft {
namespace {

using namespace testing_support;

std::vector<Family> families_with_rules() {
  std::vector<Family> all = families();
  std::erase_if(all, [](const Family& family) { return !has_rules(family.shape); });
  all.push_back({"ContextsOnly", {{"context"}}});
  all.push_back({"ContextsAndSelect", {{"context", "usend", "select_default"}, 3, 2}});
  return all;
}

/// When it is, nobody agrees on: only what happens before what.
std::set<std::string> without_times(const std::set<std::string>& outcomes) {
  static const std::regex time("[0-9]+ms");
  std::set<std::string> all;
  for (const std::string& outcome : outcomes) all.insert(std::regex_replace(outcome, time, "t"));
  return all;
}

class Rules : public testing::TestWithParam<Family> {};

TEST_P(Rules, WhatIsShownIsWhatTheyAllow) {
  std::size_t compared = 0;
  std::size_t late = 0;
  each_program(GetParam().shape, 60, [&](const auto& program, Main main) {
    const auto must = allowed(program, Reading::runtime, 200'000);
    const auto may = allowed(program, Reading::specification, 200'000);
    std::string outcome;
    search::Dpor dpor;
    const Sight seen = see(runnable(program, outcome, main), outcome, dpor, 20'000);
    if (!must || !may || seen.too_large) return;
    ++compared;
    const std::set<std::string> outcomes = without_times(seen.outcomes);
    EXPECT_TRUE(std::ranges::includes(outcomes, *must));
    if (is_timed(GetParam().shape)) {
      EXPECT_TRUE(std::ranges::includes(*may, outcomes));
      if (outcomes != *must) ++late;
    } else {
      EXPECT_EQ(outcomes, *may);
    }
  });
  std::cout << compared << " programs, " << late << " show something happen later than need be\n";
  EXPECT_GT(compared, 0U);
  EXPECT_LE(late * 20, compared);
}

/// A race is found in the first execution that has one, and in no program that has none.
class Racing : public testing::TestWithParam<Family> {};

TEST_P(Racing, RacesAreFoundWhereTheMemoryModelHasThem) {
  std::size_t compared = 0;
  std::size_t racing = 0;
  each_program(GetParam().shape, 150, [&](const auto& program, Main main) {
    const auto races = testing_support::races(program, 200'000);
    std::string outcome;
    search::Dpor dpor;
    const Sight seen = see(runnable(program, outcome, main), outcome, dpor, 20'000);
    if (!races || seen.too_large) return;
    ++compared;
    racing += *races ? 1 : 0;
    EXPECT_EQ(seen.findings.contains(kind::kDataRace), *races);
  });
  std::cout << compared << " programs, " << racing << " race\n";
  EXPECT_GT(racing, 0U);
  EXPECT_LT(racing, compared);
}

std::vector<Family> families_that_may_race() {
  return {
      {"Locks", {{"plain", "plain", "lock2", "try_lock", "rw"}, 3, 3}},
      {"Atomics", {{"plain", "plain", "load", "store", "fetch_add", "add", "cas"}, 3, 4}},
      {"Messages", {{"plain", "plain", "usend", "urecv", "close"}, 3, 4}},
      {"BufferedMessages", {{"plain", "plain", "bsend", "brecv", "close"}, 3, 4}},
      {"Selects", {{"plain", "plain", "select", "select_default", "bsend"}, 3, 3}},
      {"Conditions", {{"plain", "plain", "wait", "signal", "broadcast"}, 3, 3}},
      {"Joins", {{"plain", "plain", "wg", "once"}, 3, 4}},
  };
}

INSTANTIATE_TEST_SUITE_P(Programs, Racing, testing::ValuesIn(families_that_may_race()),
                         [](const auto& family) { return family.param.name; });

INSTANTIATE_TEST_SUITE_P(Programs, Rules, testing::ValuesIn(families_with_rules()),
                         [](const auto& family) { return family.param.name; });

}  // namespace
}  // namespace weft
