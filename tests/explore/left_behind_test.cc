// Random programs: explore() finds fault with one exactly when Go's rules let somebody be left
// behind.
#include <gtest/gtest.h>

#include <iostream>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/tests/support/each_program.h"
#include "weft/tests/support/rules/allowed.h"

namespace weft {
namespace {

using namespace testing_support;

class LeftBehind : public testing::TestWithParam<Family> {};

TEST_P(LeftBehind, IsAFindingWhereTheRulesHaveIt) {
  std::size_t compared = 0;
  std::size_t stuck = 0;
  each_program(GetParam().shape, 60, [&](const auto& program, Main main) {
    if (to_string(program).find("try_") != std::string::npos) return;  // keeps the lock
    const auto may = gets_stuck(program, 100'000);
    std::string outcome;
    const Report report = explore(runnable(program, outcome, main), {.max_executions = 20'000});
    if (!may || report.verdict == Verdict::not_proved) return;
    ++compared;
    stuck += *may ? 1 : 0;
    EXPECT_EQ(report.verdict, *may ? Verdict::violation : Verdict::verified);
  });
  std::cout << compared << " programs, " << stuck << " leave somebody behind\n";
  EXPECT_GT(stuck, 0U);
  EXPECT_LT(stuck, compared);
}

std::vector<Family> families_that_may_get_stuck() {
  return {
      {"Locks", {{"lock", "lock2", "load"}, 3, 2}},
      {"ReadersAndWriters", {{"rw", "lock2"}, 3, 2}},
      {"Messages", {{"usend", "urecv", "bsend", "brecv", "close"}, 3, 3}},
      {"Selects", {{"usend", "urecv", "select", "select_default", "bsend"}, 3, 2}},
      {"Conditions", {{"wait", "signal", "broadcast"}, 3, 2}},
      {"Children", {{"spawn", "usend", "urecv", "close"}, 2, 2}},
      {"Nested", {{"nest", "usend", "urecv", "select_default"}, 2, 2}},
      {"Timers", {{"timer", "sleep", "after", "load"}, 3, 2}},
  };
}

INSTANTIATE_TEST_SUITE_P(Programs, LeftBehind, testing::ValuesIn(families_that_may_get_stuck()),
                         [](const auto& family) { return family.param.name; });

}  // namespace
}  // namespace weft
