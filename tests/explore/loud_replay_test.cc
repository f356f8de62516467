// What only a run for a person collects: what the scenario prints, the calls that led to a step,
// which switches are needed. While searching, the scenario is not heard.
#include <gtest/gtest.h>

#include <cstdio>
#include <iostream>
#include <mutex>
#include <string>
#include <vector>

#include "weft/explorer/explore/explore.h"
#include "weft/explorer/explore/user_output.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

using testing_support::found;

/// "worker: came, saw" for each line printed, in order.
std::vector<std::string> printed(const Transcript& transcript) {
  std::vector<std::string> all;
  for (const Transcript::Step& step : transcript.steps) {
    for (const Transcript::Print& print : step.prints) {
      all.push_back(transcript.goroutines[print.goroutine].name + ": " + print.text);
    }
  }
  return all;
}

void talks_and_panics() {
  std::printf("begin\n");
  Atomic<int> came(0, "came");
  go("worker", [&] {
    std::cout << "worker is here" << std::endl;
    came.store(1);
    std::fprintf(stderr, "worker has come\n");
  });
  go("judge", [&] {
    if (came.load() == 0) panic("nobody");
  });
}

TEST(UserOutput, IsToldBesideItsStep) {
  const Counterexample told = found(talks_and_panics);
  EXPECT_EQ(printed(told.transcript),
            (std::vector<std::string>{"main: begin", "worker: worker is here"}));
}

TEST(UserOutput, BelongsToTheStepBeforeIt) {
  const Counterexample told = found([] {
    Atomic<int> came(0, "came");
    go("worker", [&] {
      came.store(1);
      std::printf("one\n");
      came.store(2);
      std::fputs("two", stderr);
      panic("enough");
    });
  });
  std::vector<std::string> beside;
  for (const Transcript::Step& step : told.transcript.steps) {
    for (const Transcript::Print& print : step.prints) {
      beside.push_back(step.operation + ' ' + step.object + ": " + print.text);
    }
  }
  ASSERT_EQ(beside.size(), 2U);
  EXPECT_EQ(beside[0].substr(0, 10), "store came");
  EXPECT_EQ(beside[1].substr(0, 10), "store came");
}

TEST(UserOutput, IsNotHeardWhileSearching) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  std::printf("before\n");
  (void)explore(talks_and_panics);
  std::printf("after\n");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "before\nafter\n");
}

TEST(UserOutput, OfAPassingScenarioIsHeardByNobody) {
  testing::internal::CaptureStdout();
  EXPECT_EQ(explore([] { std::printf("once\n"); }).verdict, Verdict::verified);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
}

TEST(UserOutput, GivesWayToOurOwnWords) {
  testing::internal::CaptureStdout();
  {
    const UserOutput quiet;
    std::printf("not heard\n");
    {
      const Aloud aloud;
      std::printf("heard\n");
    }
    std::printf("not heard either\n");
  }
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "heard\n");
}

[[gnu::noinline]] void withdraw(Shared<int>& account) {
  account.store(90);
  asm volatile("" : : : "memory");  // a call that is not the last thing is on the stack
}

[[gnu::noinline]] void buy(Shared<int>& account) {
  withdraw(account);
  asm volatile("" : : : "memory");
}

void two_buyers() {
  Shared<int> account(100, "account");
  go("first", [&] { buy(account); });
  go("second", [&] { buy(account); });
}

/// A channel at the address of an earlier one, made in the same line.
TEST(Names, AreOfOneThingEach) {
  const Counterexample told = found([] {
    for (int round = 0; round < 2; ++round) {
      const Chan<int> answer(1, "answer");
      if (round == 0) answer.send(1);
      (void)answer.recv();
    }
  });
  EXPECT_TRUE(told.finding.message.find("main at recv answer#2") != std::string::npos)
      << told.finding.message;
}

TEST(Names, HaveNumbersInTheOrderTheyWereMade) {
  const Counterexample told = found([] {
    Mutex first("mu");
    Mutex second("mu");
    second.lock();
    second.lock();
  });
  EXPECT_TRUE(told.finding.message.find("at lock mu#2") != std::string::npos)
      << told.finding.message;
}

TEST(Calls, ThatLedToAnAccessAreKnown) {
  const Counterexample told = found(two_buyers);
  ASSERT_EQ(told.finding.steps.size(), 2U);
  for (const std::size_t step : told.finding.steps) {
    const Transcript::Calls& stack = told.transcript.steps[step].stack;
    ASSERT_GE(stack.size(), 3U);
    EXPECT_EQ(stack[0].at, told.transcript.steps[step].at);
    EXPECT_NE(stack[0].function.find("withdraw"), std::string::npos) << stack[0].function;
    EXPECT_NE(stack[1].function.find("buy"), std::string::npos) << stack[1].function;
    EXPECT_GT(stack[2].at.line, stack[1].at.line);
  }
}

TEST(Calls, AreInTheCauseOfARace) {
  const Counterexample told = found(two_buyers);
  EXPECT_NE(told.cause.at(0).find("withdraw, from loud_replay_test.cc:"), std::string::npos)
      << told.cause[0];
}

/// One that is called by way of a pointer to it is on the stack twice.
TEST(Calls, OfALambdaAreToldOnce) {
  void (*const waits)(const Chan<int>&) = [](const Chan<int>& never) { never.recv(); };
  const Counterexample told = found([=] {
    const Chan<int> never("never");
    waits(never);
  });
  const Transcript::Calls& stack = told.transcript.goroutines.at(0).waits.stack;
  ASSERT_EQ(stack.size(), 2U);
  EXPECT_NE(stack[0].at, stack[1].at);
  EXPECT_EQ(stack[0].function, "");
}

TEST(Calls, OfWhoWaitsAreKnown) {
  const Counterexample told = found([] {
    Mutex m("m");
    m.lock();
    const std::scoped_lock again(m);
  });
  const Transcript::Calls& stack = told.transcript.goroutines.at(0).waits.stack;
  ASSERT_FALSE(stack.empty());
  EXPECT_NE(stack[0].at.file.find("loud_replay_test.cc"), std::string::npos) << stack[0].at.file;
}

/// What is known about the switch before the n-th operation.
std::vector<Transcript::Need> needs(const Transcript& transcript) {
  std::vector<Transcript::Need> all;
  for (const Transcript::Step& step : transcript.steps) {
    if (step.need != Transcript::Need::open) all.push_back(step.need);
  }
  return all;
}

void opposite_locks() {
  Mutex a("a");
  Mutex b("b");
  go("first", [&] {
    const std::scoped_lock one(a);
    const std::scoped_lock two(b);
  });
  go("second", [&] {
    const std::scoped_lock one(b);
    const std::scoped_lock two(a);
  });
}

TEST(Switches, ThatPreemptAreNeeded) {
  const Counterexample told = found(opposite_locks);
  for (const Transcript::Step& step : told.transcript.steps) {
    if (step.preempted) {
      EXPECT_EQ(step.need, Transcript::Need::needed) << step.object;
    }
  }
  EXPECT_EQ(told.transcript.preemptions, 1);
}

TEST(Switches, AreFreeWhereSomebodyElseCouldGoOn) {
  const Counterexample told = found([] {
    Chan<int> never("never");
    WaitGroup all("all");
    all.add(2);
    go("one", [&] { all.done(); });
    go("other", [&] { all.done(); });
    all.wait();
    never.send(1);
  });
  EXPECT_EQ(needs(told.transcript), std::vector{Transcript::Need::free});
}

TEST(Switches, AreNeededWhereTheOrderDecides) {
  const Counterexample told = found([] {
    Atomic<int> came(0, "came");
    WaitGroup all("all");
    all.add(2);
    go("late", [&] {
      came.store(1);
      all.done();
    });
    go("early", [&] {
      if (came.load() == 0) panic("nobody came");
      all.done();
    });
    all.wait();
  });
  EXPECT_EQ(needs(told.transcript), std::vector{Transcript::Need::needed});
}

}  // namespace
}  // namespace weft
