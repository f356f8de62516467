// The strategy that chooses by itself, under the budgets of users.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "weft/explorer/explore/explore.h"
#include "weft/tests/support/known_programs.h"

namespace weft {
namespace {

using namespace testing_support;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

Report auto_within(std::uint64_t executions, const std::function<void()>& body) {
  return explore(body, {.strategy = "auto", .max_executions = executions});
}

TEST(AutoBudget, AHopelessSearchIsNotBegunAndProvesNothing) {
  const Report report = auto_within(20'000, lockers(5, 3));  // 168,168,000 traces
  EXPECT_EQ(report.verdict, Verdict::not_proved);
  EXPECT_EQ(report.executions + report.blocked, 20'000U);
  EXPECT_TRUE(report.bounds.empty());
  EXPECT_THAT(report.notes, ElementsAre(HasSubstr("preemption"),
                                        AllOf(HasSubstr("every trace takes at least about "),
                                              HasSubstr("the budget leaves 1")),
                                        HasSubstr("then random executions (1")));
}

TEST(AutoBudget, ASearchThatFitsIsFinishedAndProves) {
  const Report report = auto_within(30'000, lockers(4, 2));  // 2,520 traces
  EXPECT_EQ(report.verdict, Verdict::verified);
  EXPECT_THAT(report.notes.back(), HasSubstr("then every trace (2520 executions)"));
}

TEST(AutoBudget, WithoutABudgetNothingIsEstimated) {
  const Report report = explore(lockers(4, 2), {.strategy = "auto"});
  EXPECT_EQ(report.verdict, Verdict::verified);
  EXPECT_THAT(report.notes, ElementsAre(HasSubstr("at most 2 preemptions"),
                                        "then every trace (2520 executions)"));
}

/// No clock takes part in it.
TEST(AutoBudget, ANumberOfExecutionsDecidesTheSameEachTime) {
  const Report once = auto_within(2'000, lockers(5, 3));
  const Report again = auto_within(2'000, lockers(5, 3));
  EXPECT_EQ(once.notes, again.notes);
  EXPECT_EQ(once.events, again.events);
}

/// It has to suffice for a round of descents on a slow machine, too.
TEST(AutoBudget, ATimeThatIsFarTooShortLeadsToRandomExecutions) {
  const Report report =
      explore(lockers(6, 5), {.strategy = "auto", .time = std::chrono::milliseconds(1500)});
  EXPECT_EQ(report.verdict, Verdict::not_proved);
  EXPECT_THAT(report.notes.back(), HasSubstr("then random executions ("));
}

TEST(Descents, SayHowManyExecutionsThereAre) {
  const Report report = explore(lockers(5, 2), {.strategy = "descents", .max_executions = 20'000});
  EXPECT_EQ(report.verdict, Verdict::not_proved);
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_THAT(report.notes[0],
              AllOf(HasSubstr("there are about "), HasSubstr("rounds of 250 descents")));
}

TEST(Descents, AreNoProofEvenIfTheyLeaveNothingOut) {
  const Report report = explore(lockers(2, 2), {.strategy = "descents", .max_executions = 20'000});
  EXPECT_EQ(report.executions, 6U);
  EXPECT_EQ(report.verdict, Verdict::not_proved);
  EXPECT_THAT(report.notes, ElementsAre("the descents left out none of 6 executions"));
}

TEST(Descents, SayWhenTheyWereTooFew) {
  const Report report = explore(lockers(5, 2), {.strategy = "descents", .max_executions = 20});
  EXPECT_THAT(report.notes, ElementsAre(HasSubstr("there are at least about ")));
}

}  // namespace
}  // namespace weft
