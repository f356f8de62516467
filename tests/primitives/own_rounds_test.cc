// Loops that make something new in each round: a timer, a context, a lock, a channel. They go round
// in circles all the same, and end when somebody else ends them.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;

/// `for { select { case <-done: return; case <-time.After(d): … } }`
template <typename Work>
void until_done(const Chan<Unit>& done, Work work) {
  for (;;) {
    const bool stop = select(recv(done), recv(after(1s))) == 0;
    if (stop) return;
    work();
  }
}

/// The same with a context in each round.
void until_done_in_contexts(const Chan<Unit>& done) {
  for (;;) {
    const WithCancel with = with_timeout(background(), 1s);
    const bool stop = select(recv(done), recv(with.context.done())) == 0;
    with.cancel();
    if (stop) return;
  }
}

/// What comes of a loop that is told to end by closing the channel it is given.
template <typename Loop>
Report told_to_end(Loop loop) {
  return explored([&] {
           const Chan<Unit> done("done");
           WaitGroup all("all");
           all.go([&] { loop(done); });
           done.close();
           all.wait();
           return std::string();
         })
      .report;
}

/// What is found where nobody ends it.
template <typename Loop>
std::string found_in_endless(Loop loop) {
  return found([&] {
           const Chan<Unit> done("done");
           go([done, loop] { loop(done); });
         })
      .finding.kind;
}

TEST(OwnRounds, ALoopWithTimeoutsIsExploredWithoutABound) {
  const Report report = told_to_end([](const Chan<Unit>& done) { until_done(done, [] {}); });
  EXPECT_EQ(report.verdict, Verdict::verified);
}

TEST(OwnRounds, ALoopWithTimeoutsEndsAtAnyTimeAfterItWasTold) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              const Chan<Unit> done("done");
              int seen = 0;
              WaitGroup all("all");
              all.go([&] {
                until_done(done, [] {});
                seen = x.load();
              });
              x.store(1);
              done.close();
              x.store(2);
              all.wait();
              return std::to_string(seen);
            }),
            (Outcomes{"1", "2"}));
}

TEST(OwnRounds, ALoopWithTimeoutsThatNobodyEndsIsALeak) {
  EXPECT_EQ(found_in_endless([](const Chan<Unit>& done) { until_done(done, [] {}); }), kind::kLeak);
}

TEST(OwnRounds, WhatALoopWithTimeoutsDoesIsSeen) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> beats(0, "beats");
              const Chan<Unit> done("done");
              WaitGroup all("all");
              all.go([&] { until_done(done, [&] { beats.store(1); }); });
              const int early = beats.load();
              done.close();
              all.wait();
              return std::to_string(early) + std::to_string(beats.load());
            }),
            (Outcomes{"00", "01", "11"}));
}

TEST(OwnRounds, ATimerThatIsSetAnewInEachRoundIsNoLongExecution) {
  const Report report = told_to_end([](const Chan<Unit>& done) {
    const Timer timer(1s);
    while (select(recv(done), recv(timer.c())) == 1) (void)timer.reset(1s);
  });
  EXPECT_LT(report.depth, 300U);
}

TEST(OwnRounds, APollBetweenTimersThatNobodyEndsIsALivelock) {
  EXPECT_EQ(explored([] {
              Atomic<bool> up(false, "up");
              while (!up.load()) after(10ms).recv();
              return std::string();
            }).finding(),
            kind::kLivelock);
}

TEST(OwnRounds, AContextForEachRoundIsNoBound) {
  EXPECT_EQ(told_to_end(until_done_in_contexts).verdict, Verdict::verified);
}

TEST(OwnRounds, AContextForEachRoundOfALoopThatNobodyEndsIsALeak) {
  EXPECT_EQ(found_in_endless(until_done_in_contexts), kind::kLeak);
}

TEST(OwnRounds, ALockForEachRoundIsNoBound) {
  const Explored seen = explored([] {
    Atomic<bool> up(false, "up");
    WaitGroup all("all");
    all.go([&] {
      while (!up.load()) {
        Mutex mu("mu");
        const std::scoped_lock lock(mu);
      }
    });
    up.store(true);
    all.wait();
    return std::string();
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(OwnRounds, TimeoutsThatAreCountedOnTheHeapAreCounted) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> answers(1, "answers");
              const auto timeouts = std::make_unique<int>(0);
              go([&] { answers.send(1); });
              for (;;) {
                if (select(recv(answers), recv(after(1s))) == 0) break;
                if (++*timeouts == 3) return std::string("gave up");
              }
              return "after " + std::to_string(*timeouts);
            }),
            (Outcomes{"after 0", "after 1", "after 2", "gave up"}));
}

/// An answer's channel is made in each round, but it is the other who sends on it.
TEST(OwnRounds, WhatOthersAnswerInEachRoundCounts) {
  EXPECT_EQ(outcomes([] {
              const Chan<Chan<int>> requests("requests");
              go([requests] {
                int count = 0;
                for (const Chan<int>& answer : requests) answer.send(++count);
              });
              for (;;) {
                const Chan<int> answer(1, "answer");
                requests.send(answer);
                if (answer.recv() == 5) break;
              }
              requests.close();
              return std::string("five");
            }),
            (Outcomes{"five"}));
}

/// What a loop makes once, before its first round, is not of a round, and others see what it does.
TEST(OwnRounds, WhatWasMadeBeforeTheFirstRoundIsSeenByOthers) {
  EXPECT_EQ(outcomes([] {
              Atomic<bool> stop(false, "stop");
              Atomic<int> work(0, "work");
              int seen = 0;
              WaitGroup all("all");
              all.go([&] {
                seen = work.load();
                stop.store(true);
              });
              while (!stop.load() && work.load() < 3) work.add(1);
              all.wait();
              return std::to_string(seen);
            }),
            (Outcomes{"0", "1", "2", "3"}));
}

TEST(OwnRounds, ManyTimersThatAllWaitAreNoPanic) {
  Scenario scenario;
  scenario.name = "scenario";
  scenario.clock = Clock::idle;
  scenario.body = [] {
    std::vector<RecvChan<Time>> timers;
    for (int i = 1; i <= 100; ++i) timers.push_back(after(i * 1ms));
  };
  Options options;
  options.max_goroutines = 50;
  const Report report = explore(scenario, options);
  EXPECT_EQ(report.verdict, Verdict::verified_bounded);
  EXPECT_EQ(report.bounds, std::vector<std::string>{"at most 50 goroutines"});
}

}  // namespace
}  // namespace weft
