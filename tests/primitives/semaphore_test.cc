// golang.org/x/sync/semaphore, by its documentation.
#include "weft/primitives/semaphore.h"

#include <gtest/gtest.h>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using namespace testing_support;

TEST(Semaphore, NeverHandsOutMoreThanThereIs) {
  const Explored seen = explored([] {
    Semaphore two(2);
    WaitGroup all;
    Atomic<int> inside(0);
    bool crowded = false;
    for (int i = 0; i < 3; ++i) {
      all.go([&] {
        (void)two.acquire(background());
        crowded = crowded || inside.add_fetch(1) > 2;
        inside.add(-1);
        two.release();
      });
    }
    all.wait();
    return std::string(crowded ? "crowded" : "fine");
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"fine"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(Semaphore, OrdersAReleaseBeforeTheAcquireItAllows) {
  const Explored seen = explored([] {
    Semaphore one(1);
    Shared<int> x(0, "x");
    const auto use = [&] {
      (void)one.acquire(background());
      x.update([](int& v) { ++v; });
      one.release();
    };
    go(use);
    go(use);
    return std::string();
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(Semaphore, TryAcquireSaysWhetherThereWasEnough) {
  EXPECT_EQ(outcomes([] {
              Semaphore three(3);
              const bool two = three.try_acquire(2);
              const bool two_more = three.try_acquire(2);
              const bool one_more = three.try_acquire(1);
              return std::to_string(two) + std::to_string(two_more) + std::to_string(one_more);
            }),
            Outcomes{"101"});
}

TEST(Semaphore, ReleasingMoreThanIsHeldPanics) {
  EXPECT_EQ(outcomes([]() -> std::string {
              Semaphore two(2);
              (void)two.try_acquire(1);
              try {
                two.release(2);
              } catch (const Panic& p) {
                return p.what();
              }
              return "";
            }),
            Outcomes{"semaphore: released more than held"});
}

/// Who asks for much is not starved by those behind who ask for little.
TEST(Semaphore, ServesInTheOrderOfAsking) {
  EXPECT_EQ(outcomes([] {
              Semaphore two(2);
              std::string order;
              (void)two.acquire(background(), 1);
              WaitGroup all;
              all.go([&] {
                (void)two.acquire(background(), 2);
                order += "large ";
                two.release(2);
              });
              assume(!two.try_acquire(1));  // the large one stands in line
              all.go([&] {
                (void)two.acquire(background(), 1);
                order += "small";
                two.release(1);
              });
              two.release(1);
              all.wait();
              return order;
            }),
            Outcomes{"large small"});
}

TEST(Semaphore, AcquireEndsWhenTheContextIsDone) {
  const Explored seen = explored([] {
    Semaphore one(1);
    (void)one.acquire(background());
    const auto [ctx, cancel] = with_cancel(background());
    go([cancel = cancel] { cancel(); });
    const Error error = one.acquire(ctx);
    one.release();
    return std::string(error.message()) + (one.try_acquire() ? ", all free" : ", some lost");
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"context canceled, all free"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(Semaphore, AcquireFailsIfTheContextIsDoneAlready) {
  EXPECT_EQ(outcomes([] {
              Semaphore one(1);
              const auto [ctx, cancel] = with_cancel(background());
              cancel();
              return std::string(one.acquire(ctx).message());
            }),
            Outcomes{"context canceled"});
}

TEST(Semaphore, ServedAndCancelledAtOnceLosesNothing) {
  const Explored seen = explored([] {
    Semaphore one(1);
    (void)one.acquire(background());
    const auto [ctx, cancel] = with_cancel(background());
    WaitGroup all;
    all.go([cancel = cancel] { cancel(); });
    all.go([&one] { one.release(); });
    const Error error = one.acquire(ctx);
    if (!error) one.release();
    all.wait();
    return std::string(one.try_acquire() ? "all free" : "some lost");
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"all free"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

TEST(Semaphore, AskingForMoreThanThereIsWaitsForTheContext) {
  EXPECT_EQ(outcomes([] {
              Semaphore one(1);
              const auto [ctx, cancel] = with_cancel(background());
              go([cancel = cancel] { cancel(); });
              return std::string(one.acquire(ctx, 2).message());
            }),
            Outcomes{"context canceled"});
}

TEST(Semaphore, WhoGivesUpMakesRoomForThoseBehind) {
  const Explored seen = explored([] {
    Semaphore two(2);
    (void)two.acquire(background(), 1);
    const auto [ctx, cancel] = with_cancel(background());
    WaitGroup all;
    all.go([&two, ctx = ctx] {
      if (!two.acquire(ctx, 2)) two.release(2);
    });
    all.go([&two] {
      (void)two.acquire(background(), 1);
      two.release(1);
    });
    cancel();
    all.wait();
    two.release(1);
    return std::string();
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

/// "TryAcquire … on failure, returns false and leaves the semaphore unchanged."
TEST(Semaphore, TryAcquireFailsWhileSomebodyWaits) {
  EXPECT_EQ(outcomes([] {
              Semaphore two(2);
              (void)two.acquire(background(), 1);
              WaitGroup all;
              all.go([&] {
                (void)two.acquire(background(), 2);
                two.release(2);
              });
              const bool got = two.try_acquire(1);
              if (got) two.release(1);
              two.release(1);
              all.wait();
              return std::string(got ? "before him" : "he waits") +
                     (two.try_acquire(2) ? ", all free" : ", some lost");
            }),
            (Outcomes{"before him, all free", "he waits, all free"}));
}

/// "Blocking until resources are available or ctx is done. … On failure, returns ctx.Err()."
TEST(Semaphore, AcquireEndsWhenTheDeadlinePasses) {
  EXPECT_EQ(outcomes([] {
              Semaphore one(1);
              (void)one.acquire(background());
              const WithCancel with = with_timeout(background(), std::chrono::seconds(1));
              const Error error = one.acquire(with.context);
              with.cancel();
              one.release();
              return std::string(error.message());
            }),
            Outcomes{"context deadline exceeded"});
}

TEST(Semaphore, AReleaseServesAsManyAsFit) {
  EXPECT_EQ(explored([] {
              Semaphore two(2);
              (void)two.acquire(background(), 2);
              Chan<Unit> meet;
              go([&, meet] {
                (void)two.acquire(background());
                meet.send({});
                two.release();
              });
              go([&, meet] {
                (void)two.acquire(background());
                meet.recv();
                two.release();
              });
              two.release(2);
              return std::string();
            }).report.verdict,
            Verdict::verified);
}

TEST(Semaphore, WhoNeverReleasesLeavesTheOthersWaiting) {
  EXPECT_EQ(explored([] {
              Semaphore one(1);
              for (int i = 0; i < 2; ++i) {
                go([&] { (void)one.acquire(background()); });
              }
              return std::string();
            }).finding(),
            kind::kLeak);
}

}  // namespace
}  // namespace weft
