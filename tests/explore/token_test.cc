// Tokens: what is written is read back, what is damaged is refused, what has changed is named.
#include "weft/explorer/explore/token.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

using kernel::GoroutineId;

Token example() {
  return {.scenario = "queue/a name, with (brackets) 100%",
          .deviations = {{.event = 2, .transition = {.goroutine = GoroutineId{1}}, .first = true},
                         {.event = 40,
                          .transition = {GoroutineId{3}, 1, GoroutineId{37}, kernel::kOtherwise},
                          .first = false},
                         {.event = 41,
                          .transition = {.goroutine = GoroutineId{2}, .way = kernel::kOtherwise},
                          .first = false}},
          .events = 100,
          .marks = std::string(16, 'x')};
}

std::string reason(std::string_view text) {
  try {
    (void)parse_token(text);
  } catch (const std::invalid_argument& e) {
    return e.what();
  }
  return "accepted";
}

/// The lost update, as a deadlock for once: `second` waits for ever if `first` was quicker.
void two_locks(bool opposite, bool another_step = false) {
  Mutex a("a");
  Mutex b("b");
  Mutex c("c");
  WaitGroup all("all");
  all.add(2);
  go("first", [&] {
    if (another_step) std::scoped_lock zero(c);
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

Scenario named(std::string name, std::function<void()> body) {
  Scenario scenario;
  scenario.name = std::move(name);
  scenario.body = std::move(body);
  return scenario;
}

Scenario deadlock() {
  return named("locks/opposite", [] { two_locks(true); });
}

std::string token_of_deadlock() {
  return explore(deadlock()).counterexamples.at(0).token;
}

TEST(Token, IsReadBackAsItWasWritten) {
  EXPECT_EQ(parse_token(to_string(example())), example());
}

TEST(Token, IsOneWord) {
  EXPECT_EQ(to_string(example()).find(' '), std::string::npos);
}

TEST(Token, IsRefusedInPart) {
  const std::string whole = to_string(example());
  for (std::size_t n = 0; n < whole.size(); ++n) {
    EXPECT_NE(reason(whole.substr(0, n)), "accepted") << whole.substr(0, n);
  }
}

TEST(Token, IsRefusedWithACharacterChanged) {
  const std::string whole = to_string(example());
  for (std::size_t n = 0; n < whole.size(); ++n) {
    std::string changed = whole;
    changed[n] = changed[n] == '1' ? '2' : '1';
    EXPECT_NE(reason(changed), "accepted") << changed;
  }
}

TEST(Token, IsRefusedInOneLine) {
  for (const char* text : {"", "w1", "w1.", "w1..", "hello", "w2.x.1.aa", "w1.x.1G.aaa"}) {
    EXPECT_NE(reason(text), "accepted") << text;
    EXPECT_EQ(reason(text).find('\n'), std::string::npos) << text;
  }
}

TEST(Token, NamesItsScenario) {
  EXPECT_EQ(scenario_of_token(token_of_deadlock()), "locks/opposite");
}

TEST(Token, IsShort) {
  EXPECT_LT(token_of_deadlock().size(), 60U);
}

TEST(Replay, ReproducesTheFinding) {
  const Counterexample found = explore(deadlock()).counterexamples.at(0);
  const Replay again = replay(deadlock(), found.token);
  EXPECT_EQ(again.outcome, Replay::Outcome::reproduced) << again.divergence;
  EXPECT_EQ(again.report.counterexamples.at(0).finding, found.finding);
  EXPECT_EQ(again.report.counterexamples.at(0).token, found.token);
}

TEST(Replay, ReproducesEveryFindingOfEverySchedule) {
  const auto race = named("race", [] {
    Shared<int> x(0, "x");
    Chan<int> ch(1, "ch");
    go("sender", [&] {
      x.store(1);
      select(send(ch, 1), otherwise([] {}));
    });
    go("other", [&] { ch.close(); });
    select(recv(ch, [](int) {}), otherwise([] {}));
    x.store(2);
  });
  Options all;
  all.keep_going = true;
  const Report report = explore(race, all);
  ASSERT_GE(report.counterexamples.size(), 2U);
  for (const Counterexample& found : report.counterexamples) {
    const Replay again = replay(race, found.token);
    EXPECT_EQ(again.outcome, Replay::Outcome::reproduced) << again.divergence;
    EXPECT_EQ(again.report.counterexamples.at(0).finding, found.finding);
  }
}

TEST(Replay, SaysWhichOrderDecides) {
  const Counterexample found = explore(deadlock()).counterexamples.at(0);
  EXPECT_EQ(replay(deadlock(), found.token).report.counterexamples.at(0).cause, found.cause);
}

TEST(Replay, RefusesATokenOfAnotherScenario) {
  EXPECT_THROW((void)replay(named("another", [] {}), token_of_deadlock()), std::invalid_argument);
}

TEST(Replay, PassesWhereTheBugIsGone) {
  const auto fixed = named("locks/opposite", [] { two_locks(false); });
  const Replay again = replay(fixed, token_of_deadlock());
  EXPECT_NE(again.outcome, Replay::Outcome::reproduced);
  EXPECT_NE(again.report.verdict, Verdict::violation);
}

TEST(Replay, NamesTheFirstStepThatDiffers) {
  const auto changed = named("locks/opposite", [] { two_locks(true, true); });
  const Replay again = replay(changed, token_of_deadlock());
  EXPECT_EQ(again.outcome, Replay::Outcome::diverged);
  EXPECT_NE(again.divergence.find("first: lock c"), std::string::npos) << again.divergence;
}

TEST(Replay, NoticesThatTheProgramEndsEarlier) {
  const auto empty = named("locks/opposite", [] {});
  const Replay again = replay(empty, token_of_deadlock());
  EXPECT_EQ(again.outcome, Replay::Outcome::diverged);
  EXPECT_NE(again.divergence.find("ends after 0"), std::string::npos) << again.divergence;
}

TEST(Replay, TellsAPassingSchedule) {
  const auto passes = named("two steps", [] {
    Mutex m("m");
    std::scoped_lock lock(m);
  });
  const Token token{.scenario = "two steps", .deviations = {}, .events = 0, .marks = ""};
  const Replay again = replay(passes, to_string(token));
  EXPECT_EQ(again.outcome, Replay::Outcome::passed);
  EXPECT_GE(again.report.counterexamples.at(0).transcript.steps.size(), 2U);
}

/// As two_locks(true), but elsewhere, with other names for goroutines, and with more to do after
/// what deadlocks.
void edited_two_locks() {
  Mutex a("a");
  Mutex b("b");
  Mutex c("c");
  WaitGroup all("all");
  all.add(2);
  go("one", [&] {
    std::scoped_lock one(a);
    std::scoped_lock two(b);
    std::scoped_lock three(c);
    all.done();
  });
  go("two", [&] {
    std::scoped_lock one(b);
    std::scoped_lock two(a);
    all.done();
  });
  all.wait();
  std::scoped_lock last(c);
}

TEST(Replay, ToleratesWhatIsEditedElsewhereAndAfterwards) {
  const Replay again = replay(named("locks/opposite", edited_two_locks), token_of_deadlock());
  EXPECT_EQ(again.outcome, Replay::Outcome::reproduced) << again.divergence;
}

Options first(std::string token) {
  Options options;
  options.first = {std::move(token)};
  options.max_executions = 1;
  return options;
}

TEST(First, WhatFailedOnceIsTriedBeforeTheSearch) {
  Options one;
  one.max_executions = 1;
  EXPECT_NE(explore(deadlock(), one).verdict, Verdict::violation);
  EXPECT_EQ(explore(deadlock(), first(token_of_deadlock())).verdict, Verdict::violation);
}

TEST(First, WhatPassesNowIsNotCounted) {
  const auto fixed = named("locks/opposite", [] { two_locks(false); });
  Options options = first(token_of_deadlock());
  options.max_executions = {};
  const Report report = explore(fixed, options);
  EXPECT_EQ(report.verdict, Verdict::verified);
  EXPECT_EQ(report.executions, explore(fixed).executions);
}

TEST(First, RefusesATokenOfAnotherScenario) {
  EXPECT_THROW((void)explore(named("another", [] {}), first(token_of_deadlock())),
               std::invalid_argument);
}

}  // namespace
}  // namespace weft
