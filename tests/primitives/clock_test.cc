// Virtual time, told and slept through, under both clocks.
#include "weft/primitives/clock.h"

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

TEST(Durations, AreWrittenInWords) {
  EXPECT_EQ(to_string(0ns), "0s");
  EXPECT_EQ(to_string(90s), "1m30s");
  EXPECT_EQ(to_string(1500us), "1ms500us");
  EXPECT_EQ(to_string(-2h), "-2h");
}

TEST(AnyClock, AnExecutionBeginsAtTimeZero) {
  EXPECT_EQ(outcomes([] { return text(now()); }), Outcomes{"0s"});
}
TEST(AnyClock, WhoSleptKnowsTheTime) {
  EXPECT_EQ(outcomes([] {
              const Time start = now();
              sleep(10ms);
              sleep(5ms);
              return to_string(since(start)) + " " + to_string(until(Time{} + 20ms));
            }),
            Outcomes{"15ms 5ms"});
}
TEST(AnyClock, SoDoesWhoHeardOfIt) {
  EXPECT_EQ(outcomes([] {
              Chan<Unit> awake(0, "awake");
              go([awake] {
                sleep(10ms);
                awake.close();
              });
              (void)awake.recv();
              return text(now());
            }),
            Outcomes{"10ms"});
}
TEST(AnyClock, AGoroutineBeginsAtTheTimeOfItsGo) {
  EXPECT_EQ(outcomes([] {
              sleep(3ms);
              Chan<std::string> time(1, "time");
              go([time] { time.send(text(now())); });
              return time.recv();
            }),
            Outcomes{"3ms"});
}
// "A negative or zero duration causes Sleep to return immediately."
TEST(AnyClock, SleepingForNoTimeIsNoOperation) {
  const Explored seen = explored([] {
    sleep(0s);
    sleep(-5s);
    return text(now());
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"0s"});
  EXPECT_EQ(seen.report.events, 0U);
}
TEST(AnyClock, SleepersBesideEachOtherAreNotOrdered) {
  const Explored seen = explored([] {
    WaitGroup all("all");
    for (int i = 1; i <= 4; ++i) all.go([i] { sleep(i * 10ms); });
    all.wait();
    return text(now());
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"40ms"});
  EXPECT_EQ(seen.report.executions, 1U);
}
TEST(AnyClock, CodeMayBeSlowerThanAnySleep) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              go([&x] { x.store(1); });
              sleep(1h);
              return std::to_string(x.load());
            }),
            (Outcomes{"0", "1"}));
}
TEST(AnyClock, ALoopThatSleepsBetweenItsLooksEnds) {
  const Explored seen = explored([] {
    Atomic<bool> done(false, "done");
    go([&done] { done.store(true); });
    while (!done.load()) sleep(1ms);
    return "";
  });
  EXPECT_TRUE(seen.report.verdict == Verdict::verified ||
              seen.report.verdict == Verdict::verified_bounded);
}

TEST(IdleClock, TimeMovesOnlyWhenNothingElseCan) {
  EXPECT_EQ(outcomes(
                [] {
                  Atomic<int> x(0, "x");
                  go([&x] { x.store(1); });
                  sleep(1ms);
                  return std::to_string(x.load());
                },
                Clock::idle),
            Outcomes{"1"});
}
TEST(IdleClock, SleepersWakeInTheOrderOfTheirDeadlines) {
  const Explored seen = explored(
      [] {
        Chan<int> woken(3, "woken");
        for (const int i : {3, 1, 2}) {
          go([woken, i] {
            sleep(i * 1s);
            woken.send(i);
          });
        }
        std::string order;
        for (int n = 0; n < 3; ++n) order += std::to_string(woken.recv());
        return order;
      },
      Clock::idle);
  EXPECT_EQ(seen.outcomes, Outcomes{"123"});
  EXPECT_EQ(seen.report.executions, 1U);
}
TEST(IdleClock, ThoseThatWakeAtOneMomentRace) {
  EXPECT_EQ(outcomes(
                [] {
                  Chan<int> woken(2, "woken");
                  for (const int i : {1, 2}) {
                    go([woken, i] {
                      sleep(1s);
                      woken.send(i);
                    });
                  }
                  return std::to_string(woken.recv());
                },
                Clock::idle),
            (Outcomes{"1", "2"}));
}
TEST(IdleClock, IsTheSameForAll) {
  EXPECT_EQ(outcomes(
                [] {
                  Chan<std::string> time(1, "time");
                  go([time] {
                    sleep(1s);
                    sleep(2s);
                    time.send(text(now()));
                  });
                  const std::string other = time.recv();
                  return other + " " + text(now());
                },
                Clock::idle),
            Outcomes{"3s 3s"});
}
TEST(IdleClock, ADeadlinePassesAtItsMoment) {
  const Explored seen = explored(
      [] {
        const WithCancel with = with_timeout(background(), 10ms);
        sleep(9ms);
        if (with.context.err()) panic("too early");
        sleep(2ms);
        if (with.context.err() != kDeadlineExceeded) panic("too late");
        with.cancel();
        return "";
      },
      Clock::idle);
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}
TEST(IdleClock, ADeadlineThatIsNotReachedIsNotExceeded) {
  const Explored seen = explored(
      [] {
        const WithCancel with = with_timeout(background(), 10ms);
        Chan<int> result(1, "result");
        go([result] { result.send(42); });
        std::string got;
        select(recv(result, [&](int v) { got = std::to_string(v); }),
               recv(with.context.done(), [&] { got = "late"; }));
        with.cancel();
        return got;
      },
      Clock::idle);
  EXPECT_EQ(seen.outcomes, Outcomes{"42"});
}

}  // namespace
}  // namespace weft
