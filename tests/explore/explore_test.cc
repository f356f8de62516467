// explore(): verdicts, counts, budgets; the first findings and their correct twins.
#include "weft/explorer/explore/explore.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <thread>

#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// Two goroutines that take two locks, in opposite orders or in the same.
void two_locks(bool opposite) {
  Mutex a("a");
  Mutex b("b");
  WaitGroup all("all");
  all.add(2);
  go("first", [&] {
    std::scoped_lock one(a);
    std::scoped_lock two(b);
    all.done();
  });
  go("second", [&] {
    std::scoped_lock one(opposite ? b : a);
    std::scoped_lock two(opposite ? a : b);
    all.done();
  });
  all.wait();
}

void send_to_nobody() {
  Chan<int> results("results");
  go("worker", [=] { results.send(1); });
}

std::string first_kind(const Report& report) {
  return report.counterexamples.empty() ? "" : report.counterexamples[0].finding.kind;
}

Options naive() {
  Options options;
  options.strategy = "naive";
  return options;
}

TEST(Explore, VerifiesWhatCannotGoWrong) {
  const Report report = explore([] { two_locks(false); });
  EXPECT_EQ(report.verdict, Verdict::verified);
  EXPECT_EQ(report.executions, 2U);
  EXPECT_EQ(report.blocked, 0U);
}

/// A context that nobody cancels keeps a goroutine: both are found in one execution.
TEST(Explore, PutsTheFindingThatWasDeclaredFirst) {
  for (const char* const expected : {kind::kLeak, kind::kLostCancel}) {
    const Scenario scenario{.name = "keeps_a_goroutine",
                            .body =
                                [] {
                                  WithCancel scope = with_cancel(background());
                                  go([ctx = scope.context] { ctx.done().recv(); });
                                },
                            .expects = expected};
    const Report report = explore(scenario, {});
    EXPECT_EQ(first_kind(report), expected);
  }
}

TEST(Explore, FindsTheDeadlockOfOppositeLocks) {
  const Report report = explore([] { two_locks(true); });
  EXPECT_EQ(report.verdict, Verdict::violation);
  EXPECT_EQ(first_kind(report), kind::kDeadlock);
}

TEST(Explore, NaiveFindsItToo) {
  EXPECT_EQ(first_kind(explore([] { two_locks(true); }, naive())), kind::kDeadlock);
}

TEST(Explore, FindsAGoroutineThatNobodyReceivesFrom) {
  const Report report = explore(send_to_nobody);
  EXPECT_EQ(first_kind(report), kind::kLeak);
  EXPECT_NE(report.counterexamples.at(0).finding.message.find("worker"), std::string::npos);
}

TEST(Explore, KeepsGoingThroughAllExecutionsIfAsked) {
  Options options;
  options.keep_going = true;
  const Report report = explore([] { two_locks(true); }, options);
  EXPECT_EQ(report.executions, 3U);
  EXPECT_EQ(report.counterexamples.size(), 1U);
}

TEST(Explore, SaysThatTheBudgetWasUsedUp) {
  Options options;
  options.max_executions = 1;
  EXPECT_EQ(explore([] { two_locks(false); }, options).verdict, Verdict::not_proved);
}

TEST(Explore, SaysThatExecutionsWereCutShort) {
  Options options;
  options.max_steps = 3;
  const Report report = explore([] { two_locks(false); }, options);
  EXPECT_EQ(report.verdict, Verdict::verified_bounded);
  EXPECT_EQ(report.bounds, std::vector<std::string>{"at most 3 steps"});
}

TEST(Explore, SearchesForWhatIsExpected) {
  Scenario scenario{.name = "race and leak", .body = [] {
                      Shared<int> x(0, "x");
                      go([&] { x.store(1); });
                      x.store(2);
                      send_to_nobody();
                    }};
  scenario.expects = kind::kLeak;
  const Report report = explore(scenario);
  EXPECT_TRUE(report.as_expected());
}

TEST(Explore, AFindingOfAnotherKindIsNotAsExpected) {
  Scenario scenario{.name = "leak", .body = send_to_nobody};
  scenario.expects = kind::kDataRace;
  EXPECT_FALSE(explore(scenario).as_expected());
}

TEST(Explore, RefusesAStrategyThatIsNone) {
  Options options;
  options.strategy = "lucky";
  EXPECT_THROW((void)explore(send_to_nobody, options), std::invalid_argument);
}

TEST(Explore, SearchesOnTwoThreadsAtOnce) {
  Report reports[2];
  std::thread other([&] { reports[0] = explore([] { two_locks(true); }, naive()); });
  reports[1] = explore([] { two_locks(false); }, naive());
  other.join();
  EXPECT_EQ(reports[0].verdict, Verdict::violation);
  EXPECT_EQ(reports[1].verdict, Verdict::verified);
}

TEST(Explore, TellsNamesValuesAndPlaces) {
  const Report report = explore([] { two_locks(true); });
  const Transcript& told = report.counterexamples.at(0).transcript;
  ASSERT_EQ(told.goroutines.size(), 3U);
  EXPECT_EQ(told.goroutines[1].name, "first");
  EXPECT_EQ(told.goroutines[1].waits.operation, "lock");
  EXPECT_EQ(told.goroutines[1].waits.object, "b");
  ASSERT_EQ(told.goroutines[1].holds.size(), 1U);
  EXPECT_EQ(told.goroutines[1].holds[0].object, "a");
}

}  // namespace
}  // namespace weft
