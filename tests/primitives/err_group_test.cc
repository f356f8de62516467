// golang.org/x/sync/errgroup, by its documentation.
#include "weft/primitives/err_group.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using namespace testing_support;

const Error kBroken("broken");
const Error kWorse("worse");

std::string words(const Error& error) {
  return std::string(error.message());
}

TEST(ErrGroup, WaitsForAllAndReturnsNilIfNoneFailed) {
  EXPECT_EQ(outcomes([] {
              ErrGroup group;
              Atomic<int> done(0);
              for (int i = 0; i < 3; ++i) {
                group.go([&] { return done.add(1), Error(); });
              }
              const Error error = group.wait();
              return words(error) + " " + std::to_string(done.load());
            }),
            Outcomes{"<nil> 3"});
}

/// "Wait … returns the first non-nil error (if any) from them": whichever comes first.
TEST(ErrGroup, ReturnsTheFirstError) {
  EXPECT_EQ(outcomes([] {
              ErrGroup group;
              group.go([] { return kBroken; });
              group.go([] { return kWorse; });
              group.go([] { return Error(); });
              return words(group.wait());
            }),
            (Outcomes{"broken", "worse"}));
}

TEST(ErrGroup, WithoutAContextAnErrorStopsNobody) {
  EXPECT_EQ(outcomes([] {
              ErrGroup group;
              Atomic<int> done(0);
              group.go([] { return kBroken; });
              group.go([&] { return done.add(1), Error(); });
              (void)group.wait();
              return std::to_string(done.load());
            }),
            Outcomes{"1"});
}

/// "The derived Context is canceled the first time a function passed to Go returns a non-nil
/// error …"
TEST(ErrGroup, TheFirstErrorCancelsTheContext) {
  const Explored seen = explored([] {
    auto with = ErrGroup::with_context(background());
    with.group.go([] { return kBroken; });
    with.group.go([&] {
      with.context.done().recv();
      return with.context.err();
    });
    return words(with.group.wait());
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
  EXPECT_EQ(seen.outcomes, Outcomes{"broken"});
}

/// "… or the first time Wait returns, whichever occurs first."
TEST(ErrGroup, WaitCancelsTheContext) {
  EXPECT_EQ(outcomes([] {
              auto with = ErrGroup::with_context(background());
              with.group.go([] { return Error(); });
              const std::string before = words(with.context.err());
              (void)with.group.wait();
              return before + ", " + words(with.context.err());
            }),
            Outcomes{"<nil>, context canceled"});
}

TEST(ErrGroup, TheErrorIsTheCauseOfTheCancellation) {
  EXPECT_EQ(outcomes([] {
              auto with = ErrGroup::with_context(background());
              with.group.go([] { return kBroken; });
              (void)with.group.wait();
              return words(with.context.err()) + ": " + words(with.context.cause());
            }),
            Outcomes{"context canceled: broken"});
}

/// The most that ran at once, over all executions.
int most_at_once(int limit) {
  int most = 0;
  (void)explore([&] {
    ErrGroup group;
    group.set_limit(limit);
    Atomic<int> running(0);
    for (int i = 0; i < 3; ++i) {
      group.go([&] {
        most = std::max(most, running.fetch_add(1));
        running.add(-1);
        return Error();
      });
    }
    (void)group.wait();
  });
  return most;
}

TEST(ErrGroup, RunsNoMoreThanTheLimit) {
  EXPECT_EQ(most_at_once(2), 2);
}

TEST(ErrGroup, ANegativeLimitIsNone) {
  EXPECT_EQ(most_at_once(-1), 3);
}

TEST(ErrGroup, ALimitOfZeroLetsNobodyIn) {
  const Explored seen = explored([] {
    ErrGroup group;
    group.set_limit(0);
    group.go([] { return Error(); });
    return std::string("started");
  });
  EXPECT_EQ(seen.finding(), kind::kDeadlock);
}

TEST(ErrGroup, TryGoStartsOnlyWhatFits) {
  EXPECT_EQ(outcomes([] {
              ErrGroup group;
              group.set_limit(1);
              Chan<Unit> finish;
              const bool first = group.try_go([=] { return finish.recv(), Error(); });
              const bool second = group.try_go([] { return kBroken; });
              finish.close();
              return std::to_string(first) + std::to_string(second) + words(group.wait());
            }),
            Outcomes{"10<nil>"});
}

TEST(ErrGroup, TryGoWithoutALimitAlwaysStarts) {
  EXPECT_EQ(outcomes([] {
              ErrGroup group;
              const bool started = group.try_go([] { return kBroken; });
              return std::to_string(started) + words(group.wait());
            }),
            Outcomes{"1broken"});
}

TEST(ErrGroup, ChangingTheLimitWhileSomeAreActivePanics) {
  EXPECT_EQ(outcomes([] {
              ErrGroup group;
              group.set_limit(1);
              Chan<Unit> finish;
              group.go([=] { return finish.recv(), Error(); });
              std::string said;
              try {
                group.set_limit(2);
              } catch (const Panic& p) {
                said = p.what();
              }
              finish.close();
              (void)group.wait();
              return said;
            }),
            Outcomes{"errgroup: modify limit while 1 goroutines in the group are still active"});
}

TEST(ErrGroup, APanicLeavesTheGoroutine) {
  const Explored seen = explored([] {
    ErrGroup group;
    group.go([]() -> Error { panic("boom"); });
    return words(group.wait());
  });
  EXPECT_EQ(seen.finding(), kind::kPanic);
}

TEST(ErrGroup, AGroupThatNobodyWaitsForForgetsItsContext) {
  const Explored seen = explored([] {
    auto with = ErrGroup::with_context(background());
    with.group.go([] { return Error(); });
    return std::string();
  });
  EXPECT_EQ(seen.finding(), kind::kLostCancel);
}

}  // namespace
}  // namespace weft
