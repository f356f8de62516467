// Code may be slow: what somebody sets may be set late, and is due that much later. That it has
// passed knows only who knows that enough time has passed since it was set.
#include <gtest/gtest.h>

#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using testing_support::explored;
using testing_support::Outcomes;
using testing_support::outcomes;

/// Whether there is a time to receive, without waiting.
std::string poll(const RecvChan<Time>& times) {
  return select(recv(times), otherwise()) == 0 ? "fired" : "nothing";
}

std::string error_of(const Context& context) {
  return context.err() ? "expired" : "running";
}

TEST(SetLate, ATimerIsNotDueBecauseAnotherGoroutineHasSlept) {
  EXPECT_EQ(outcomes([] {
              const Chan<RecvChan<Time>> timers(0, "timers");
              go([timers] { timers.send(after(5ms)); });
              sleep(1s);
              return poll(timers.recv());
            }),
            (Outcomes{"fired", "nothing"}));
}

TEST(SetLate, ATimerIsDueWhenEnoughHasPassedSinceItWasReceived) {
  EXPECT_EQ(outcomes([] {
              const Chan<RecvChan<Time>> timers(0, "timers");
              go([timers] { timers.send(after(5ms)); });
              const RecvChan<Time> times = timers.recv();
              sleep(6ms);
              return poll(times);
            }),
            Outcomes{"fired"});
}

TEST(SetLate, WhatOthersHaveWaitedSinceCounts) {
  EXPECT_EQ(outcomes([] {
              const RecvChan<Time> times = after(5ms);
              const Chan<Unit> rested(0, "rested");
              go([rested] {
                sleep(3ms);
                rested.send({});
              });
              rested.recv();
              sleep(3ms);
              return poll(times);
            }),
            Outcomes{"fired"});
}

TEST(SetLate, WhatOthersHaveWaitedBesideEachOtherCountsOnce) {
  EXPECT_EQ(outcomes([] {
              const RecvChan<Time> times = after(5ms);
              const Chan<Unit> rested(2, "rested");
              for (int i = 0; i < 2; ++i) {
                go([rested] {
                  sleep(3ms);
                  rested.send({});
                });
              }
              rested.recv();
              rested.recv();
              return poll(times);
            }),
            (Outcomes{"fired", "nothing"}));
}

TEST(SetLate, TheLaterOfTwoTimersSaysNothingOfOneThatWasSetAfterIt) {
  EXPECT_EQ(outcomes([] {
              const RecvChan<Time> later = after(20ms);
              const RecvChan<Time> earlier = after(10ms);
              (void)later.recv();
              return poll(earlier);
            }),
            (Outcomes{"fired", "nothing"}));
}

TEST(SetLate, ATimerThatOthersResetMayBeRunningAgain) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(5ms);
              go([timer] { timer.reset(1h); });
              sleep(6ms);
              return poll(timer.c());
            }),
            (Outcomes{"fired", "nothing"}));
}

TEST(SetLate, AFunctionThatOthersResetInTimeHasBeenCalledByTheirDeadline) {
  EXPECT_EQ(outcomes([] {
              const Timer timer = after_func(5ms, [] {});
              const Chan<bool> was_in_time(1, "was in time");
              go([=] { was_in_time.send(timer.reset(5ms)); });
              sleep(11ms);
              const bool stopped = timer.stop();
              return std::string(was_in_time.recv() && stopped ? "impossible" : "right");
            }),
            Outcomes{"right"});
}

TEST(SetLate, ATimeoutIsNotOverBecauseAnotherGoroutineHasSlept) {
  EXPECT_EQ(outcomes([] {
              const Chan<Context> contexts(0, "contexts");
              WaitGroup all("all");
              all.go([contexts] {
                auto [context, cancel] = with_timeout(background(), 5ms);
                const Defer cleanup(cancel);
                contexts.send(context);
                contexts.recv();
              });
              sleep(1s);
              const std::string seen = error_of(contexts.recv());
              contexts.send(background());
              all.wait();
              return seen;
            }),
            (Outcomes{"expired", "running"}));
}

TEST(SetLate, AChildMayExpireBeforeAParentThatSomebodyElseMade) {
  const Outcomes seen = outcomes([] {
    const Chan<Context> contexts(0, "contexts");
    WaitGroup all("all");
    all.go([contexts] {
      auto [context, cancel] = with_timeout(background(), 10ms);
      const Defer cleanup(cancel);
      contexts.send(context);
      contexts.recv();
    });
    sleep(1s);
    const Context parent = contexts.recv();
    auto [child, cancel] = with_timeout(parent, 5ms);
    const Defer cleanup(cancel);
    const std::string of_child = error_of(child);
    const std::string both = of_child + ", parent " + error_of(parent);
    contexts.send(background());
    all.wait();
    return both;
  });
  EXPECT_TRUE(seen.contains("expired, parent running"));
}

TEST(SetLate, AChildOfALongerTimeoutNeverExpiresBeforeItsParent) {
  EXPECT_FALSE(outcomes([] {
                 auto [parent, cancel_parent] = with_timeout(background(), 5ms);
                 const Defer cleanup_parent(cancel_parent);
                 auto [child, cancel] = with_timeout(parent, 10ms);
                 const Defer cleanup(cancel);
                 const std::string of_child = error_of(child);
                 return of_child + ", parent " + error_of(parent);
               }).contains("expired, parent running"));
}

TEST(SetLate, WhoCancelsAParentTooLateCancelsNoChildThatHasExpired) {
  EXPECT_EQ(explored([] {
              auto [parent, cancel_parent] = with_cancel(background());
              auto [child, cancel] = with_timeout(parent, 5ms);
              const Defer cleanup(cancel);
              sleep(6ms);
              cancel_parent();
              expect(child.err() == kDeadlineExceeded, "it was over before");
              return "";
            }).report.verdict,
            Verdict::verified);
}

// "The ticker will adjust the time interval or drop ticks to make up for slow receivers."
TEST(SetLate, AfterATickThatWasReceivedLateTheNextMayTakeAWholePeriod) {
  EXPECT_EQ(outcomes([] {
              const Ticker ticker(10ms);
              sleep(35ms);
              const std::string first = poll(ticker.c());
              return first + ", " + poll(ticker.c());
            }),
            (Outcomes{"fired, fired", "fired, nothing"}));
}

TEST(SetLate, ATickerThatOthersResetMayHaveNoTickYet) {
  EXPECT_EQ(outcomes([] {
              const Ticker ticker(10ms);
              go([ticker] { ticker.reset(1h); });
              sleep(11ms);
              return poll(ticker.c());
            }),
            (Outcomes{"fired", "nothing"}));
}

TEST(SetLate, ATickThatSomebodyElseHasTakenIsNotWaitedFor) {
  EXPECT_TRUE(outcomes([] {
                const Ticker ticker(10ms);
                const Chan<int> taken(1, "taken");
                go([=] {
                  (void)ticker.c().recv();
                  taken.send(1);
                });
                sleep(11ms);
                const std::size_t seen = taken.len();
                return std::to_string(seen) + poll(ticker.c());
              }).contains("1nothing"));
}

TEST(SetLate, NobodyIsStuckAtATickerBecauseAnotherTakesEveryTick) {
  EXPECT_EQ(explored([] {
              const Ticker ticker(10ms);
              const Chan<Unit> done(0, "done");
              WaitGroup all("all");
              all.go([=] {
                while (select(recv(done), recv(ticker.c())) != 0) {
                }
              });
              sleep(11ms);
              const std::string seen = poll(ticker.c());
              done.close();
              all.wait();
              return seen;
            }).finding(),
            "");
}

/// Its timeout is over at a moment by the clock, however late it is made.
TEST(SetLate, AnAbsoluteDeadlineSaysNothingOfHowLongAgoItWasSet) {
  EXPECT_EQ(outcomes([] {
              const Time end = from_now(20ms);
              const RecvChan<Time> times = after(10ms);
              const auto [context, cancel] = with_deadline(background(), end);
              const Defer cleanup(cancel);
              context.done().recv();
              return poll(times);
            }),
            (Outcomes{"fired", "nothing"}));
}

TEST(SetLate, AnAbsoluteDeadlineMayComeBeforeATimeoutThatWasSetLate) {
  EXPECT_TRUE(outcomes([] {
                const Time end = from_now(20ms);
                const auto [parent, cancel_parent] = with_timeout(background(), 10ms);
                const Defer cleanup_parent(cancel_parent);
                const auto [child, cancel] = with_deadline(parent, end);
                const Defer cleanup(cancel);
                const std::string of_child = error_of(child);
                return of_child + ", parent " + error_of(parent);
              }).contains("expired, parent running"));
}

}  // namespace
}  // namespace weft
