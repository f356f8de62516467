// Loops that are no circles although they look the same in each round: what they count lies where
// no fingerprint sees it.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;

TEST(LoopTrial, ALoopThatCountsInAnothersFrameGivesUp) {
  EXPECT_EQ(outcomes([] {
              Atomic<bool> up(false, "up");
              int tries = 0;
              bool gave_up = false;
              WaitGroup done("done");
              done.go([&] {
                while (!up.load()) {
                  if (++tries == 4) {
                    gave_up = true;
                    return;
                  }
                  gosched();
                }
              });
              up.store(true);
              done.wait();
              return std::string(gave_up ? "gave up " : "saw it ") + std::to_string(tries);
            }),
            (Outcomes{"gave up 4", "saw it 0", "saw it 1", "saw it 2", "saw it 3"}));
}

TEST(LoopTrial, ALoopThatCountsOnTheHeapGivesUp) {
  EXPECT_EQ(outcomes([] {
              Atomic<bool> up(false, "up");
              const auto tries = std::make_unique<int>(0);
              go([&] { up.store(true); });
              while (!up.load()) {
                if (++*tries == 2) return std::string("gave up");
              }
              return std::string("saw it");
            }),
            (Outcomes{"gave up", "saw it"}));
}

TEST(LoopTrial, ALoopThatCountsInWhatItHasCapturedGivesUp) {
  EXPECT_EQ(outcomes([] {
              Atomic<bool> up(false, "up");
              Chan<bool> answer(1, "answer");
              go([&, tries = 0]() mutable {
                while (!up.load()) {
                  if (++tries == 3) return answer.send(false);
                }
                answer.send(true);
              });
              up.store(true);
              return std::string(answer.recv() ? "saw it" : "gave up");
            }),
            (Outcomes{"gave up", "saw it"}));
}

/// In the clock: each time it sleeps it knows that it is later.
TEST(LoopTrial, APollUntilADeadlineGivesUp) {
  EXPECT_EQ(outcomes([] {
              Atomic<bool> up(false, "up");
              go([&] { up.store(true); });
              const Time deadline = from_now(3ms);
              while (!up.load()) {
                if (now() >= deadline) return std::string("gave up");
                sleep(1ms);
              }
              return std::string("saw it");
            }),
            (Outcomes{"gave up", "saw it"}));
}

TEST(LoopTrial, OfManyRoundsThatEndsIsNoLivelock) {
  const Explored seen = explored([] {
    const Atomic<bool> never(false, "never");
    const auto looks = std::make_unique<int>(0);
    while (!never.load() && ++*looks < 50) {
    }
    return std::to_string(*looks);
  });
  EXPECT_EQ(seen.finding(), "");
  EXPECT_EQ(seen.outcomes, (Outcomes{"50"}));
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(LoopTrial, OfALoopThatCountsNothingLeavesItACircle) {
  const Explored seen = explored([] {
    Atomic<bool> up(false, "up");
    go([&] { up.store(true); });
    while (!up.load()) gosched();
    return std::string("saw it");
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
  EXPECT_LE(seen.report.executions, 3U);  // at which look it sees it
}

/// Go takes either at random, so the loop ends.
TEST(LoopTrial, ASelectThatGoesRoundTakesEachOfItsWays) {
  const Explored seen = explored([] {
    const Chan<int> news(0, "news");
    const Chan<int> stop(0, "stop");
    news.close();
    stop.close();
    for (bool more = true; more;) {
      select(recv(news), recv(stop, [&] { more = false; }));
    }
    return std::string("stopped");
  });
  EXPECT_EQ(seen.finding(), "");
  EXPECT_EQ(seen.outcomes, (Outcomes{"stopped"}));
}

}  // namespace
}  // namespace weft
