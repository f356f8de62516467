// Random programs: what weft shows, primitives and kernel and search together, is what Go's rules
// allow. The rules are walked by a machine that shares no code with weft.
#include <gtest/gtest.h>

#include <algorithm>

#include "weft/explorer/search/dpor.h"
#include "weft/tests/support/families.h"
#include "weft/tests/support/rules/allowed.h"
#include "weft/tests/support/run_program.h"

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

class Rules : public testing::TestWithParam<Family> {};

TEST_P(Rules, WhatIsShownIsWhatTheyAllow) {
  std::size_t compared = 0;
  for (std::uint64_t n = 0; n < programs_wanted(60); ++n) {
    const auto program = random_program(first_seed() + n, GetParam().shape);
    SCOPED_TRACE("seed " + std::to_string(first_seed() + n) + "\n" + to_string(program));
    const auto must = allowed(program, Reading::runtime, 200'000);
    const auto may = allowed(program, Reading::specification, 200'000);
    std::string outcome;
    search::Dpor dpor;
    const Main main = n % 2 == 0 ? Main::nothing : Main::the_last_part;
    const Sight seen = see(runnable(program, outcome, main), outcome, dpor, 20'000);
    if (!must || !may || seen.too_large) continue;
    ++compared;
    EXPECT_TRUE(std::ranges::includes(seen.outcomes, *must));
    EXPECT_EQ(seen.outcomes, *may);
  }
  std::cout << compared << " programs\n";
  EXPECT_GT(compared, 0U);
}

INSTANTIATE_TEST_SUITE_P(Programs, Rules, testing::ValuesIn(families_with_rules()),
                         [](const auto& family) { return family.param.name; });

}  // namespace
}  // namespace weft
