// Loops that only look, and whose stack is another in each round: they count, or keep what a round
// has brought. Where they would go on so for ever they are circles, up to the spin bound; where
// they end by themselves they are explored as they are written.
#include <gtest/gtest.h>

#include <chrono>
#include <mutex>
#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;

/// Returns how often it has looked in vain.
int count_until_set(const Atomic<bool>& up) {
  volatile int looks = 0;
  while (!up.load()) looks = looks + 1;
  return looks;
}

/// What comes of a loop that waits until another goroutine has set what it looks at.
template <typename Loop>
Explored with_setter(Loop loop) {
  return explored([&] {
    Atomic<bool> up(false, "up");
    go([&] { up.store(true); });
    return loop(up);
  });
}

/// What is found in one that nobody ends.
template <typename Loop>
std::string found_without_setter(Loop loop) {
  return found([&] {
           const Atomic<bool> never(false, "never");
           go([&] { loop(never); });
         })
      .finding.kind;
}

TEST(CountingLoop, EndsWhenItSeesWhatItWaitsFor) {
  const Explored seen = with_setter([](const Atomic<bool>& up) {
    count_until_set(up);
    return std::string("saw it");
  });
  EXPECT_EQ(seen.finding(), "");
  EXPECT_EQ(seen.outcomes, (Outcomes{"saw it"}));
  EXPECT_LE(seen.report.executions, 10U);
}

TEST(CountingLoop, IsExploredUpToTheSpinBoundWhichIsNamed) {
  const Explored seen =
      with_setter([](const Atomic<bool>& up) { return std::to_string(count_until_set(up)); });
  EXPECT_EQ(seen.report.verdict, Verdict::verified_bounded);
  EXPECT_EQ(seen.report.bounds, (std::vector<std::string>{"spin bound 2"}));
  for (const char* const looks : {"0", "1", "2", "3"}) {
    EXPECT_TRUE(seen.outcomes.contains(looks)) << looks;
  }
}

/// Its own stack is the same in each round, and what it has counted matters only afterwards.
TEST(CountingLoop, InAnothersFrameIsExploredUpToTheSpinBoundToo) {
  const Explored seen = explored([] {
    Atomic<bool> up(false, "up");
    int looks = 0;
    WaitGroup done("done");
    done.go([&] {
      while (!up.load()) ++looks;
    });
    up.store(true);
    done.wait();
    return std::to_string(looks);
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified_bounded);
  for (const char* const looks : {"0", "1", "2", "3"}) {
    EXPECT_TRUE(seen.outcomes.contains(looks)) << looks;
  }
}

TEST(CountingLoop, InWhatItHasCapturedIsExploredUpToTheSpinBoundToo) {
  const Explored seen = explored([] {
    Atomic<bool> up(false, "up");
    Chan<int> answer(1, "answer");
    go([&, looks = 0]() mutable {
      while (!up.load()) ++looks;
      answer.send(looks);
    });
    up.store(true);
    return std::to_string(answer.recv());
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified_bounded);
  for (const char* const looks : {"0", "1", "2", "3"}) {
    EXPECT_TRUE(seen.outcomes.contains(looks)) << looks;
  }
}

TEST(CountingLoop, ThatNobodyEndsIsALeak) {
  EXPECT_EQ(found_without_setter(count_until_set), kind::kLeak);
}

TEST(CountingLoop, WithATimerInEachRoundThatNobodyEndsIsALeak) {
  EXPECT_EQ(found_without_setter([](const Atomic<bool>& never) {
              volatile int rounds = 0;
              while (!never.load()) {
                select(recv(after(1s)));
                rounds = rounds + 1;
              }
            }),
            kind::kLeak);
}

TEST(CountingLoop, ThatKeepsTheTimeItHasReceivedIsALeakWhereNobodyEndsIt) {
  EXPECT_EQ(found_without_setter([](const Atomic<bool>& never) {
              [[maybe_unused]] Time latest{};
              while (!never.load()) latest = after(1s).recv();
            }),
            kind::kLeak);
}

TEST(CountingLoop, WithALockAroundEachRoundEndsWhenItSeesWhatItWaitsFor) {
  const Explored seen = with_setter([](const Atomic<bool>& up) {
    for (;;) {
      Mutex mu;
      const std::scoped_lock lock(mu);
      if (up.load()) return std::string("saw it");
    }
  });
  EXPECT_EQ(seen.finding(), "");
  EXPECT_EQ(seen.outcomes, (Outcomes{"saw it"}));
  EXPECT_LE(seen.report.executions, 10U);
}

/// A round that took another way is no round of the circle, even if it comes by the same places.
TEST(CountingLoop, WithAContextInEachRoundEndsAfterItsLastRound) {
  const Explored seen = explored([] {
    const Chan<Unit> done("done");
    WaitGroup all("all");
    all.go([&] {
      volatile int rounds = 0;
      for (bool stop = false; !stop;) {
        const WithCancel with = with_timeout(background(), 1s);
        stop = select(recv(done), recv(with.context.done())) == 0;
        with.cancel();
        rounds = rounds + 1;
      }
    });
    done.close();
    all.wait();
    return std::string("ended");
  });
  EXPECT_EQ(seen.finding(), "");
  EXPECT_EQ(seen.report.verdict, Verdict::verified_bounded);
}

TEST(CountingLoop, ThatEndsByItselfIsExploredAsItIsWritten) {
  const Explored seen = with_setter([](const Atomic<bool>& up) {
    volatile int looks = 0;
    while (!up.load() && looks < 6) looks = looks + 1;
    return std::to_string(looks);
  });
  EXPECT_EQ(seen.outcomes, (Outcomes{"0", "1", "2", "3", "4", "5", "6"}));
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(CountingLoop, ThatEndsAfterThousandsOfRoundsIsNoLivelock) {
  const Explored seen = explored([] {
    const Atomic<bool> never(false, "never");
    volatile int looks = 0;
    while (!never.load() && looks < 5000) looks = looks + 1;
    return std::to_string(looks);
  });
  EXPECT_EQ(seen.finding(), "");
  EXPECT_EQ(seen.outcomes, (Outcomes{"5000"}));
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

/// Alone, the outer one goes on for ever, but the inner one ends.
TEST(CountingLoop, InsideAnEndlessOneEnds) {
  const Explored seen = with_setter([](const Atomic<bool>& up) {
    const Atomic<int> other(0, "other");
    while (!up.load()) {
      for (int looks = 0; looks < 50; ++looks) (void)other.load();
    }
    return std::string("saw it");
  });
  EXPECT_EQ(seen.finding(), "");
  EXPECT_EQ(seen.outcomes, (Outcomes{"saw it"}));
}

}  // namespace
}  // namespace weft
