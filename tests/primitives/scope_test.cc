// The end of a scope: it comes after the last use of what is in it, and nobody waits longer.
#include <gtest/gtest.h>

#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"
#include "weft/tests/support/start.h"

namespace weft {
namespace {

using namespace testing_support;

std::string digit(int n) {
  return std::to_string(n);
}

TEST(Scope, DoesNotWaitForWhatComesAfterTheLastUse) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              start_storing(x);
              return digit(x.load());
            }),
            (Outcomes{"0", "1"}));
}

TEST(Scope, DoesNotWaitForThoseWhoUseNothingInIt) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              {
                Mutex mu("mu");
                go([&] { x.store(1); });
              }
              return digit(x.load());
            }),
            (Outcomes{"0", "1"}));
}

TEST(Scope, WaitsForTheLastUse) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              {
                Atomic<int> lent(0, "lent");
                go([&] {
                  lent.store(1);
                  x.store(1);
                  lent.store(2);
                  x.store(2);
                });
              }
              expect(x.load() >= 1, "what came before the last use is seen");
              return std::string();
            }).finding(),
            "");
}

TEST(Scope, WaitsForPlainDataToo) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              {
                Shared<int> lent(0, "lent");
                go([&] {
                  x.store(1);
                  lent.store(1);
                  x.store(2);
                });
              }
              expect(x.load() >= 1, "what came before the last access is seen");
              return std::string();
            }).finding(),
            "");
}

TEST(Scope, GoesOnByStartingSomebody) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              const Chan<int> done(0, "done");
              start_storing(x);
              go([&x, done] { done.send(x.load()); });
              return digit(done.recv());
            }),
            (Outcomes{"0", "1"}));
}

TEST(Scope, IsLeftInTimeByWhoIsWaitedForHimself) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              {
                WaitGroup all("all");
                all.go([&] { start_storing(x); });
                all.wait();
              }
              return digit(x.load());
            }),
            (Outcomes{"0", "1"}));
}

TEST(Scope, OfALoopEndsInEachRound) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              std::string seen;
              for (int round = 0; round < 2; ++round) {
                WaitGroup ready("ready");
                ready.add(1);
                go([&] {
                  ready.done();
                  x.add(1);
                });
                ready.wait();
              }
              return digit(x.load());
            }),
            (Outcomes{"0", "1", "2"}));
}

/// The wait was never any synchronisation, so data is not safe after it.
TEST(Scope, DoesNotSynchronise) {
  EXPECT_EQ(explored([] {
              Shared<int> data(0, "data");
              {
                Mutex mu("mu");
                go([&] { data.store(1); });
              }
              return digit(data.load());
            }).finding(),
            kind::kDataRace);
}

/// A user that polls is no user that works without end.
TEST(Scope, EndsWhileAUserPollsSomethingElse) {
  const Explored seen = explored([] {
    Atomic<int> x(0, "x");
    {
      Atomic<int> lent(0, "lent");
      go([&] {
        lent.store(1);
        while (x.load() == 0) {
        }
      });
    }
    x.store(1);
    return std::string("done");
  });
  EXPECT_EQ(seen.finding(), "");
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
  EXPECT_EQ(seen.outcomes, (Outcomes{"done"}));
}

/// What lies there now is another one.
TEST(Scope, OfAnObjectWhereOneWasThatEndedInVain) {
  const Explored seen = explored(
      [] {
        const Chan<int> never(0, "never");
        for (int round = 0; round < 2; ++round) {
          Mutex mu("mu");
          go([&, never, round] {
            mu.lock();
            mu.unlock();
            if (round == 0) never.recv();
          });
        }
        return std::string();
      },
      Clock::idle);
  EXPECT_EQ(seen.finding(), kind::kLeak);
}

/// Time does not pass while something else can happen, so nothing is known of who sleeps.
TEST(Scope, WaitsForTheEndUnderAnIdleClock) {
  EXPECT_EQ(outcomes(
                [] {
                  Atomic<int> x(0, "x");
                  {
                    Atomic<int> lent(0, "lent");
                    go([&] {
                      sleep(std::chrono::seconds(1));
                      lent.store(1);
                    });
                  }
                  return digit(x.load());
                },
                Clock::idle),
            (Outcomes{"0"}));
}

}  // namespace
}  // namespace weft
