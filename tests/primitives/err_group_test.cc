// golang.org/x/sync/errgroup, by its documentation.
#include "weft/primitives/err_group.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"
#include "weft/tests/support/words.h"

namespace weft {
namespace {

using namespace testing_support;

const Error kBroken("broken");
const Error kWorse("worse");

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
        most = std::max(most, running.add_fetch(1));
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

/// "A limit of zero will prevent any new goroutines from being added."
TEST(ErrGroup, ALimitOfZeroRefusesATry) {
  EXPECT_EQ(outcomes([] {
              ErrGroup group;
              group.set_limit(0);
              const bool started = group.try_go([] { return Error(); });
              return std::to_string(started) + words(group.wait());
            }),
            Outcomes{"0<nil>"});
}

/// "The limit must not be modified while any goroutines in the group are active": when they have
/// ended it may.
TEST(ErrGroup, TheLimitMayChangeWhenAllHaveEnded) {
  EXPECT_EQ(outcomes([] {
              ErrGroup group;
              group.set_limit(1);
              group.go([] { return Error(); });
              (void)group.wait();
              group.set_limit(2);
              group.go([] { return Error(); });
              return words(group.wait());
            }),
            Outcomes{"<nil>"});
}

/// "It blocks until the new goroutine can be added without … exceeding the configured limit."
TEST(ErrGroup, GoWaitsForAPlaceAndGetsTheOneThatIsFreed) {
  EXPECT_EQ(outcomes([] {
              ErrGroup group;
              group.set_limit(1);
              Atomic<bool> first_ended(false);
              bool early = false;
              group.go([&] { return first_ended.store(true), Error(); });
              group.go([&] { return early = !first_ended.load(), Error(); });
              (void)group.wait();
              return std::string(early ? "early" : "in turn");
            }),
            Outcomes{"in turn"});
}

/// "The first call to Go must happen before a Wait."
TEST(ErrGroup, AFirstGoBesideTheWaitIsMisuse) {
  const auto wait_beside = [](bool first_go_before) {
    return explored([first_go_before] {
      ErrGroup group;
      if (first_go_before) group.go([&] { return group.go([] { return Error(); }), Error(); });
      if (!first_go_before) go([&] { group.go([] { return Error(); }); });
      return words(group.wait());
    });
  };
  EXPECT_EQ(wait_beside(false).finding(), kind::kWaitGroupMisuse);
  EXPECT_EQ(wait_beside(true).report.verdict, Verdict::verified);
}

/// "An associated Context derived from ctx": what cancels that cancels this.
TEST(ErrGroup, ItsContextIsCancelledWithItsParent) {
  EXPECT_EQ(outcomes([] {
              const WithCancelCause parent = with_cancel_cause(background());
              auto with = ErrGroup::with_context(parent.context);
              with.group.go([ctx = with.context] {
                (void)ctx.done().recv();
                return ctx.cause();
              });
              parent.cancel(Error("shutdown"));
              return words(with.group.wait());
            }),
            Outcomes{"shutdown"});
}

/// Wait waits for those too who do not mind that the context is cancelled.
TEST(ErrGroup, WaitsForEverybodyThoughOneHasFailed) {
  EXPECT_EQ(outcomes([] {
              auto with = ErrGroup::with_context(background());
              Atomic<bool> ended(false);
              with.group.go([] { return kBroken; });
              with.group.go([&, ctx = with.context] {
                (void)ctx.done().recv();
                ended.store(true);
                return Error();
              });
              (void)with.group.wait();
              return std::string(ended.load() ? "ended" : "still there");
            }),
            Outcomes{"ended"});
}

TEST(ErrGroup, OrdersItsGoroutinesBeforeTheWait) {
  const auto read = [](bool waits) {
    return explored([waits] {
      ErrGroup group;
      Shared<int> x(0, "x");
      group.go([&] { return x.store(1), Error(); });
      if (waits) (void)group.wait();
      (void)x.load();
      if (!waits) (void)group.wait();
      return std::string();
    });
  };
  EXPECT_EQ(read(true).report.verdict, Verdict::verified);
  EXPECT_EQ(read(false).finding(), kind::kDataRace);
}

}  // namespace
}  // namespace weft
