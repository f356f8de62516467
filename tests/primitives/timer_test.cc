// time.Timer and time.Ticker: the package's documentation, line by line.
#include "weft/primitives/timer.h"

#include <gtest/gtest.h>

#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"
#include "weft/tests/support/words.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using testing_support::Explored;
using testing_support::explored;
using testing_support::Outcomes;
using testing_support::outcomes;
using testing_support::text;
using testing_support::yes;

/// Whether `from` has something to receive, without waiting.
std::string poll(const RecvChan<Time>& from) {
  std::string seen = "nothing";
  select(recv(from, [&](Time t) { seen = text(t); }), otherwise());
  return seen;
}

// "NewTimer creates a new Timer that will send the current time on its channel after at least
// duration d."
TEST(Timer, SendsTheTime) {
  EXPECT_EQ(outcomes([] { return text(Timer(20ms).c().recv()); }), Outcomes{"20ms"});
}
TEST(Timer, WhoReceivesKnowsTheTime) {
  EXPECT_EQ(outcomes([] {
              (void)after(20ms).recv();
              return text(now());
            }),
            Outcomes{"20ms"});
}
TEST(Timer, FiresOnce) {
  const Explored seen = explored([] {
    const Timer timer(20ms);
    (void)timer.c().recv();
    (void)timer.c().recv();
    return "";
  });
  EXPECT_EQ(seen.finding(), kind::kDeadlock);
}
TEST(Timer, GoesToOneReceiverOnly) {
  const Explored seen = explored([] {
    const RecvChan<Time> once = after(1s);
    Chan<int> got(2, "got");
    for (const int i : {1, 2}) {
      go_background([once, got, i] {
        (void)once.recv();
        got.send(i);
      });
    }
    return std::to_string(got.recv());
  });
  EXPECT_EQ(seen.outcomes, (Outcomes{"1", "2"}));
}
TEST(Timer, ThatNobodyWaitsForCostsNothing) {
  const Explored seen = explored([] {
    const Timer timer(20ms);
    Atomic<int> x(0, "x");
    go([&x] { x.store(1); });
    timer.stop();
    return "";
  });
  EXPECT_EQ(seen.report.executions, 1U);
}
TEST(Timer, TimesOutBeforeAndAfterTheWork) {
  const Explored seen = explored([] {
    Chan<int> result(1, "result");
    go([result] { result.send(1); });
    std::string got;
    select(recv(result, [&] { got = "result"; }), recv(after(1s), [&] { got = "timeout"; }));
    return got;
  });
  EXPECT_EQ(seen.outcomes, (Outcomes{"result", "timeout"}));
}

// "Stop prevents the Timer from firing. It returns true if the call stops the timer, false if the
// timer has already expired or been stopped."
TEST(Timer, StoppingReturnsWhetherItStopped) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              const bool first = timer.stop();
              return yes(first) + yes(timer.stop());
            }),
            Outcomes{"yesno"});
}
TEST(Timer, StoppingAfterItWasReceivedFromIsTooLate) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              (void)timer.c().recv();
              return yes(timer.stop());
            }),
            Outcomes{"no"});
}
// "For a chan-based timer created with NewTimer(d), as of Go 1.23, any receive from t.C after Stop
// has returned is guaranteed to block rather than receive any stale time value."
TEST(Timer, NoStaleValueAfterStop) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              timer.stop();
              return poll(timer.c());
            }),
            Outcomes{"nothing"});
}
TEST(Timer, StoppingCompetesWithTheReceiver) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              go_background([timer] { (void)timer.c().recv(); });
              return yes(timer.stop());
            }),
            (Outcomes{"yes", "no"}));
}

// "Reset changes the timer to expire after duration d. It returns true if the timer had been
// active, false if the timer had expired or been stopped."
TEST(Timer, ResettingAnActiveTimerReturnsTrue) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              const bool active = timer.reset(50ms);
              return yes(active) + text(timer.c().recv());
            }),
            Outcomes{"yes50ms"});
}
TEST(Timer, ResettingASpentTimerReturnsFalseAndItFiresAgain) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              (void)timer.c().recv();
              const bool active = timer.reset(5ms);
              return yes(active) + text(timer.c().recv());
            }),
            Outcomes{"no25ms"});
}
TEST(Timer, ResettingAStoppedTimerReturnsFalse) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              timer.stop();
              const bool active = timer.reset(5ms);
              return yes(active) + text(timer.c().recv());
            }),
            Outcomes{"no5ms"});
}
// "… no receive from t.C after Reset has returned will receive a time value corresponding to the
// preceding timer settings."
TEST(Timer, NoStaleValueAfterReset) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              const std::string before = poll(timer.c());
              timer.reset(50ms);
              const std::string later = poll(timer.c());
              return before + ", " + later;
            }),
            (Outcomes{"nothing, nothing", "nothing, 50ms", "20ms, nothing", "20ms, 70ms"}));
}
TEST(Timer, AWaitingReceiverGetsTheTimeAfterAReset) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              Chan<std::string> got(1, "got");
              go([timer, got] { got.send(text(timer.c().recv())); });
              timer.reset(50ms);
              go_background([timer, got] { got.send(text(timer.c().recv())); });
              return got.recv();
            }),
            (Outcomes{"20ms", "50ms"}));
}

TEST(Timer, APollMaySeeItFiredOrNot) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              return poll(timer.c());
            }),
            (Outcomes{"nothing", "20ms"}));
}
TEST(Timer, APollSeesWhatIsOverdueByOnesOwnTime) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              sleep(21ms);
              return poll(timer.c());
            }),
            Outcomes{"20ms"});
}
TEST(Timer, TheEarlierOfTwoHasFiredWhenTheLaterHas) {
  EXPECT_EQ(outcomes([] {
              const RecvChan<Time> early = after(10ms);
              const RecvChan<Time> late = after(20ms);
              (void)late.recv();
              return poll(early);
            }),
            Outcomes{"10ms"});
}
// "As of Go 1.23 … the timer channels … are synchronous (unbuffered)": len and cap return 0.
TEST(Timer, ItsChannelLooksUnbuffered) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              sleep(1s);
              return std::to_string(timer.c().len()) + std::to_string(timer.c().cap());
            }),
            Outcomes{"00"});
}

// "AfterFunc waits for the duration to elapse and then calls f in its own goroutine. … The
// returned Timer's C field is not used and will be nil."
TEST(TimerFunc, IsCalledInAGoroutineOfItsOwn) {
  const Explored seen = explored([] {
    Chan<std::string> called(0, "called");
    const Timer timer = after_func(20ms, [called] { called.send(text(now())); });
    return called.recv() + yes(timer.c() == RecvChan<Time>(nullptr));
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"20msyes"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}
TEST(TimerFunc, StoppingCompetesWithTheCall) {
  const Explored seen = explored([] {
    Atomic<int> called(0, "called");
    const Timer timer = after_func(20ms, [&called] { called.add(1); });
    const bool stopped = timer.stop();
    return yes(stopped) + std::to_string(called.load());
  });
  EXPECT_EQ(seen.outcomes, (Outcomes{"yes0", "no0", "no1"}));
}
TEST(TimerFunc, ThatIsOverdueCannotBeStopped) {
  EXPECT_EQ(outcomes([] {
              const Timer timer = after_func(20ms, [] {});
              sleep(1s);
              return yes(timer.stop());
            }),
            Outcomes{"no"});
}
// "For a func-based timer created with AfterFunc(d, f), Reset either reschedules when f will run …
// or schedules f to run again."
TEST(TimerFunc, ResettingSchedulesItAgain) {
  EXPECT_EQ(outcomes([] {
              Chan<int> called(2, "called");
              const Timer timer = after_func(20ms, [called] { called.send(1); });
              (void)called.recv();
              const bool active = timer.reset(10ms);
              (void)called.recv();
              return yes(active);
            }),
            Outcomes{"no"});
}
TEST(TimerFunc, ThatBlocksForEverIsALeak) {
  const Explored seen = explored([] {
    const Chan<int> nobody(0, "nobody");
    after_func(20ms, [nobody] { nobody.send(1); });
    return "";
  });
  EXPECT_EQ(seen.finding(), kind::kLeak);
}
TEST(TimerFunc, WhatWasDoneBeforeItWasMadeIsKnownToIt) {
  const Explored seen = explored([] {
    Shared<int> x(0, "x");
    x.store(1);
    after_func(20ms, [&x] { (void)x.load(); });
    return "";
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

// "NewTicker returns a new Ticker containing a channel that will send the current time on the
// channel after each tick."
TEST(Ticker, TicksEveryPeriod) {
  EXPECT_EQ(outcomes([] {
              const Ticker ticker(10ms);
              std::string times;
              for (int n = 0; n < 6; ++n) times += text(ticker.c().recv()) + " ";
              ticker.stop();
              return times;
            }),
            Outcomes{"10ms 20ms 30ms 40ms 50ms 60ms "});
}
TEST(Ticker, ThatNobodyReceivesFromCostsNothing) {
  const Explored seen = explored([] {
    const Ticker ticker(10ms);
    go([] { sleep(1s); });
    ticker.stop();
    return "";
  });
  EXPECT_EQ(seen.report.executions, 1U);
}
// "Stop turns off a ticker. After Stop, no more ticks will be sent. Stop does not close the
// channel, to prevent a concurrent goroutine reading from the channel from seeing an erroneous
// tick."
TEST(Ticker, SendsNothingAfterStop) {
  const Explored seen = explored([] {
    const Ticker ticker(10ms);
    (void)ticker.c().recv();
    ticker.stop();
    return poll(ticker.c());
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"nothing"});
}
TEST(Ticker, StoppingLeavesItsReceiverWaiting) {
  const Explored seen = explored([] {
    const Ticker ticker(10ms);
    go("receiver", [ticker] {
      for (;;) (void)ticker.c().recv();
    });
    ticker.stop();
    return "";
  });
  EXPECT_EQ(seen.finding(), kind::kLeak);
}
// "Reset stops a ticker and resets its period to the specified duration. The next tick will arrive
// after the new period elapses."
TEST(Ticker, ResettingChangesThePeriod) {
  EXPECT_EQ(outcomes([] {
              const Ticker ticker(10ms);
              (void)ticker.c().recv();
              ticker.stop();
              ticker.reset(50ms);
              const std::string first = text(ticker.c().recv());
              const std::string second = text(ticker.c().recv());
              ticker.stop();
              return first + " " + second;
            }),
            Outcomes{"60ms 110ms"});
}
// "The duration d must be greater than zero; if not, NewTicker will panic."
TEST(Ticker, RefusesAPeriodThatIsNotPositive) {
  EXPECT_EQ(explored([] {
              const Ticker ticker(0s);
              return "";
            }).finding(),
            kind::kPanic);
  EXPECT_EQ(explored([] {
              const Ticker ticker(1s);
              ticker.reset(-1s);
              return "";
            }).finding(),
            kind::kPanic);
}
// "Tick will return nil if d <= 0."
TEST(Ticker, TickOfNoPeriodIsNil) {
  EXPECT_EQ(outcomes([] { return yes(tick(0s) == RecvChan<Time>(nullptr)); }), Outcomes{"yes"});
}
TEST(Ticker, AWorkerThatTicksUntilItIsToldToStopIsVerifiedUpToABound) {
  const Explored seen = explored([] {
    Atomic<int> ticks(0, "ticks");
    Chan<Unit> done(0, "done");
    go([&ticks, done] {
      const Ticker ticker(10ms);
      for (bool on = true; on;) {
        select(recv(ticker.c(), [&] { ticks.add(1); }), recv(done, [&] { on = false; }));
      }
      ticker.stop();
    });
    done.send({});
    return std::to_string(ticks.load());
  });
  EXPECT_TRUE(seen.outcomes.contains("0") && seen.outcomes.contains("3"));
  EXPECT_NE(seen.report.verdict, Verdict::violation);
  EXPECT_NE(seen.report.verdict, Verdict::not_proved);
}
TEST(Ticker, AWorkerThatNobodyTellsToStopIsALeak) {
  const Explored seen = explored([] {
    go("worker", [] {
      const Ticker ticker(10ms);
      for (;;) (void)ticker.c().recv();
    });
    return "";
  });
  EXPECT_EQ(seen.finding(), kind::kLeak);
}
// "The ticker will adjust the time interval or drop ticks to make up for slow receivers."
TEST(Ticker, DropsTicksForASlowReceiver) {
  EXPECT_EQ(outcomes(
                [] {
                  const Ticker ticker(10ms);
                  sleep(35ms);
                  const std::string first = text(ticker.c().recv());
                  const std::string second = text(ticker.c().recv());
                  ticker.stop();
                  return first + " " + second;
                },
                Clock::idle),
            Outcomes{"10ms 40ms"});
}

TEST(IdleTimers, FireInTheOrderOfTheirDeadlines) {
  EXPECT_EQ(outcomes(
                [] {
                  const RecvChan<Time> late = after(20ms);
                  const RecvChan<Time> early = after(10ms);
                  std::string order;
                  for (int n = 0; n < 2; ++n) {
                    select(recv(late, [&] { order += "late "; }),
                           recv(early, [&] { order += "early "; }));
                  }
                  return order;
                },
                Clock::idle),
            Outcomes{"early late "});
}
TEST(IdleTimers, AreStoppedInTimeIfAnythingElseCanHappen) {
  EXPECT_EQ(outcomes(
                [] {
                  const Timer timer = after_func(10ms, [] {});
                  return yes(timer.stop());
                },
                Clock::idle),
            Outcomes{"yes"});
}
TEST(IdleTimers, AreResetToALaterMoment) {
  EXPECT_EQ(outcomes(
                [] {
                  const Timer timer(10ms);
                  sleep(5ms);
                  timer.reset(10ms);
                  return text(timer.c().recv());
                },
                Clock::idle),
            Outcomes{"15ms"});
}

}  // namespace
}  // namespace weft
