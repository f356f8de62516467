// Every strategy goes on where it was cut off.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/tests/support/cut_searches.h"
#include "weft/tests/support/known_programs.h"

namespace weft {
namespace {

using namespace testing_support;

/// Strategies that come to an end: nothing is lost, nothing made twice.
class ResumedBy : public testing::TestWithParam<Options> {};

TEST_P(ResumedBy, ComesToWhatAnUninterruptedSearchComesTo) {
  struct Program {
    const char* name;
    std::function<void()> body;
  };
  const Program programs[]{
      {"Mutex", lockers(3, 3)}, {"Timeouts", timeouts}, {"Findings", two_findings}};
  for (const Program& p : programs) {
    const weft::Scenario scenario = named(p.body);
    Options options = GetParam();
    options.keep_going = true;
    options.max_executions.reset();
    const Report whole = explore(scenario, options);
    int breaks = 0;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      SCOPED_TRACE(std::string(p.name) + ", seed " + std::to_string(seed));
      const Outcome outcome = interrupted(scenario, options, seed);
      expect_same(outcome.report, whole);
      EXPECT_EQ(outcome.report.bounds, whole.bounds);
      EXPECT_EQ(outcome.report.notes, whole.notes);
      breaks += outcome.breaks;
    }
    EXPECT_GT(breaks, 0) << p.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Strategies, ResumedBy,
                         testing::Values(Options{.strategy = "bounded"},
                                         Options{.strategy = "bounded", .preemptions = 2},
                                         Options{.strategy = "auto"}),
                         [](const auto& info) {
                           return info.param.strategy + (info.param.preemptions ? "Within2" : "");
                         });

/// A series goes on where it was broken off: together the same executions.
class ResumedSeries : public testing::TestWithParam<const char*> {};

TEST_P(ResumedSeries, IsTheSeriesWithoutABreak) {
  const weft::Scenario scenario = named(lockers(5, 3));
  Options options{.strategy = GetParam(), .max_executions = 1'500};
  const Report whole = explore(scenario, options);
  Cutter cutter(1'000'000);
  options.max_executions = 700;
  (void)explore(scenario, options, cutter);
  options.max_executions = 800;
  expect_same(resume(scenario, cutter.saved, options, cutter), whole);
}

INSTANTIATE_TEST_SUITE_P(Strategies, ResumedSeries, testing::Values("random", "pct", "naive"),
                         [](const auto& info) { return std::string(info.param); });

TEST(Resume, BeginsTheRoundOfDescentsAgain) {
  const weft::Scenario scenario = named(lockers(4, 3));
  Cutter cutter(1'000'000);
  const Options options{.strategy = "descents", .max_executions = 20'000};
  const Report before = explore(scenario, options, cutter);
  const Report after = resume(scenario, cutter.saved, options, cutter);
  EXPECT_EQ(after.executions + after.blocked, 40'000U);
  EXPECT_NE(after.notes, before.notes);
}

TEST(Resume, ASeriesNeedsABudgetAgain) {
  const weft::Scenario scenario = named(lockers(4, 2));
  Cutter cutter(1'000'000);
  (void)explore(scenario, {.strategy = "random", .max_executions = 70}, cutter);
  EXPECT_EQ(refusal(scenario, cutter.saved),
            "the strategy random never ends by itself: it needs a budget, a time or a number of "
            "executions");
}

/// What was left to chance for lack of a budget is explored once there is none.
TEST(Resume, AutoWithoutABudgetGoesBackToEveryTrace) {
  const weft::Scenario scenario = named(lockers(5, 3));
  const auto last = [](const Report& report) { return report.notes.back(); };
  const Options options{.strategy = "auto", .max_executions = 20'000};
  Cutter cutter(1'000'000);
  EXPECT_EQ(last(explore(scenario, options, cutter)).find("then random executions ("), 0U);
  EXPECT_EQ(last(resume(scenario, cutter.saved, options, cutter)).find("then random"), 0U);
  Cutter later(20);
  const Report unlimited = resume(scenario, cutter.saved, {}, later);
  EXPECT_EQ(last(unlimited).find("then every trace ("), 0U);
  EXPECT_GT(unlimited.executions, 40'000U);
}

}  // namespace
}  // namespace weft
