// time: what is left of the package's documentation of Sleep, After, Timer and Ticker.
#include <gtest/gtest.h>

#include <string>
#include <type_traits>

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

/// "A Timer must be created with NewTimer or AfterFunc": there is no other way to have one.
TEST(Timer, IsNeverWithoutADuration) {
  static_assert(!std::is_default_constructible_v<Timer>);
  static_assert(!std::is_default_constructible_v<Ticker>);
}

/// "As of Go 1.23 … if the program has not received from t.C already and the timer is running, Stop
/// is guaranteed to return true": though its time is long over.
TEST(Timer, StoppingOneThatIsOverdueButWasNotReceivedFromReturnsTrue) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              sleep(1s);
              const bool stopped = timer.stop();
              bool stale = false;
              select(recv(timer.c(), [&] { stale = true; }), otherwise());
              return yes(stopped) + yes(stale);
            }),
            Outcomes{"yesno"});
}

/// "… Reset is guaranteed to return true."
TEST(Timer, ResettingOneThatIsOverdueButWasNotReceivedFromReturnsTrue) {
  EXPECT_EQ(outcomes([] {
              const Timer timer(20ms);
              sleep(1s);
              const bool active = timer.reset(5ms);
              return yes(active) + text(timer.c().recv());
            }),
            Outcomes{"yes1s5ms"});
}

/// The same in both clocks: under an idle one the timer has fired by the time the sleeper wakes.
TEST(Timer, StoppingOneThatHasFiredForNobodyReturnsTrueUnderAnIdleClock) {
  EXPECT_EQ(outcomes(
                [] {
                  const Timer timer(20ms);
                  sleep(1s);
                  return yes(timer.stop());
                },
                Clock::idle),
            Outcomes{"yes"});
}

/// The idiom of Go before 1.23, `if !t.Stop() { <-t.C }`, is right no more where somebody else
/// receives; where nobody does, it never waits.
TEST(Timer, DrainingAfterAStopThatSucceededIsNotNeeded) {
  const Explored seen = explored([] {
    const Timer timer(20ms);
    if (!timer.stop()) (void)timer.c().recv();
    return "";
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(Timer, DrainingAfterItWasReceivedFromWaitsForEver) {
  const Explored seen = explored([] {
    const Timer timer(20ms);
    (void)timer.c().recv();
    if (!timer.stop()) (void)timer.c().recv();
    return "";
  });
  EXPECT_EQ(seen.finding(), kind::kDeadlock);
}

/// "Stop does not close the channel, to prevent a read from the channel succeeding incorrectly."
TEST(Timer, StoppingLeavesItsReceiverWaiting) {
  const auto wait = [](bool stopped) {
    return explored([stopped] {
      const Timer timer(20ms);
      if (stopped) timer.stop();
      (void)timer.c().recv();
      return "";
    });
  };
  EXPECT_EQ(wait(true).finding(), kind::kDeadlock);
  EXPECT_EQ(wait(false).report.verdict, Verdict::verified);
}

/// A duration that is not positive is over at once, and what is sent is the time it is.
TEST(Timer, OfNoDurationFiresAtOnce) {
  for (const Duration d : {0ns, Duration(-1s)}) {
    EXPECT_EQ(outcomes([d] {
                sleep(3s);
                return text(Timer(d).c().recv());
              }),
              Outcomes{"3s"});
  }
}

TEST(Timer, MayBeAsLongAsADurationCanBe) {
  EXPECT_EQ(outcomes([] {
              sleep(1s);
              const Timer timer(Duration::max());
              const Ticker ticker(Duration::max());
              (void)ticker.c().recv();
              const bool active = timer.reset(Duration::max());
              sleep(Duration::max());
              ticker.stop();
              return yes(active && timer.stop() && now() == Time::max());
            }),
            Outcomes{"yes"});
}

/// "After … is equivalent to NewTimer(d).C."
TEST(After, SendsTheTimeOnce) {
  EXPECT_EQ(outcomes([] {
              const RecvChan<Time> c = after(20ms);
              const std::string first = text(c.recv());
              bool again = false;
              sleep(1s);
              select(recv(c, [&] { again = true; }), otherwise());
              return first + yes(again);
            }),
            Outcomes{"20msno"});
}

/// "For a func-based timer created with AfterFunc(d, f), Reset either reschedules when f will run,
/// in which case Reset returns true, or schedules f to run again, in which case it returns false."
TEST(TimerFunc, ResettingAnActiveOneReschedulesIt) {
  EXPECT_EQ(outcomes([] {
              const Chan<std::string> called(2, "called");
              const Timer timer = after_func(10ms, [=] { called.send(text(now())); });
              const bool active = timer.reset(50ms);
              const std::string first = called.recv();
              if (active) return "rescheduled: " + first;
              return "again: " + first + " " + called.recv();
            }),
            (Outcomes{"rescheduled: 50ms", "again: 10ms 50ms", "again: 50ms 10ms"}));
}

/// "When Reset returns false, Reset neither waits for the prior f to complete before returning nor
/// does it guarantee that the subsequent goroutine running f does not run concurrently with the
/// prior one." Twin: a function that locks stands it.
TEST(TimerFunc, MayRunBesideItselfAfterAReset) {
  const auto twice = [](bool locks) {
    return explored([locks] {
      Mutex mu("mu");
      Shared<int> x(0, "x");
      const Chan<Unit> begun(2, "begun");
      const Timer timer = after_func(10ms, [&, begun, locks] {
        begun.send({});
        if (locks) mu.lock();
        x.store(x.load() + 1);
        if (locks) mu.unlock();
      });
      (void)begun.recv();
      timer.reset(10ms);
      (void)begun.recv();
      return "";
    });
  };
  EXPECT_EQ(twice(false).finding(), kind::kDataRace);
  EXPECT_EQ(twice(true).report.verdict, Verdict::verified);
}

/// "Stop does not wait for f to complete before returning."
TEST(TimerFunc, StoppingDoesNotWaitForIt) {
  EXPECT_EQ(outcomes([] {
              const Chan<Unit> begun("begun");
              const Chan<Unit> finish("finish");
              const Timer timer = after_func(10ms, [=] {
                begun.send({});
                (void)finish.recv();
              });
              (void)begun.recv();
              const bool stopped = timer.stop();
              finish.send({});
              return yes(stopped);
            }),
            Outcomes{"no"});
}

TEST(TimerFunc, ThatWasStoppedInTimeIsNeverCalled) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> calls(0, "calls");
              bool stopped = false;
              {
                const Timer timer = after_func(10ms, [&] { calls.add(1); });
                stopped = timer.stop();
                sleep(1s);
              }
              if (!stopped) {
                while (calls.load() == 0) gosched();
              }
              return yes(stopped) + std::to_string(calls.load());
            }),
            (Outcomes{"yes0", "no1"}));
}

/// "As of Go 1.23, the garbage collector can recover unreferenced tickers, even if they haven't
/// been stopped": to forget one is no leak.
TEST(Ticker, ThatIsForgottenIsNoLeak) {
  const Explored seen = explored([] {
    const Ticker ticker(10ms);
    (void)ticker.c().recv();
    return "";
  });
  EXPECT_TRUE(seen.finding().empty()) << seen.finding();
}

TEST(Ticker, StoppingTwiceDoesNothingMore) {
  const Explored seen = explored([] {
    const Ticker ticker(10ms);
    ticker.stop();
    ticker.stop();
    return "";
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

/// "Reset stops a ticker and resets its period": no tick of the period before is received.
TEST(Ticker, NoStaleTickAfterReset) {
  EXPECT_EQ(outcomes([] {
              const Ticker ticker(10ms);
              sleep(15ms);
              ticker.reset(50ms);
              const std::string next = text(ticker.c().recv());
              ticker.stop();
              return next;
            }),
            Outcomes{"65ms"});
}

TEST(Ticker, ItsChannelLooksUnbuffered) {
  EXPECT_EQ(outcomes([] {
              const Ticker ticker(10ms);
              sleep(1s);
              const std::string seen =
                  std::to_string(ticker.c().len()) + std::to_string(ticker.c().cap());
              ticker.stop();
              return seen;
            }),
            Outcomes{"00"});
}

/// "Tick is a convenience wrapper for NewTicker providing access to the ticking channel only."
TEST(Ticker, TickTicks) {
  EXPECT_EQ(outcomes([] {
              const RecvChan<Time> c = tick(10ms);
              const std::string first = text(c.recv());
              return first + " " + text(c.recv());
            }),
            Outcomes{"10ms 20ms"});
}

}  // namespace
}  // namespace weft
