// sync.WaitGroup, by its documentation and by the memory model.
#include "weft/primitives/wait_group.h"

#include <gtest/gtest.h>

#include <type_traits>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"

namespace weft {
namespace {

using namespace testing_support;

TEST(WaitGroup, WaitPassesWhenNothingWasAdded) {
  EXPECT_EQ(explored([] { WaitGroup().wait(); }), "verified");
}

/// "Wait blocks until the WaitGroup task counter is zero."
TEST(WaitGroup, WaitWaitsForEveryDone) {
  bool early = false;
  (void)explore([&] {
    WaitGroup all;
    Atomic<int> finished(0);
    all.add(3);
    for (int i = 0; i < 3; ++i) {
      go([&] {
        finished.add(1);
        all.done();
      });
    }
    all.wait();
    early = early || finished.load() != 3;
  });
  EXPECT_FALSE(early);
}

TEST(WaitGroup, AMissingDoneIsADeadlock) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              all.add(2);
              go([&] { all.done(); });
              all.wait();
            }),
            kind::kDeadlock);
}

/// "If the counter becomes zero, all goroutines blocked on Wait are released."
TEST(WaitGroup, ReleasesEverybodyWhoWaits) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              all.add(1);
              go([&] { all.wait(); });
              go([&] { all.wait(); });
              all.done();
            }),
            "verified");
}

/// "Add adds delta, which may be negative."
TEST(WaitGroup, AddsAndTakesOffSeveralAtOnce) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              all.add(3);
              go([&] { all.add(-3); });
              all.wait();
            }),
            "verified");
}

/// "If the counter goes negative, Add panics."
TEST(WaitGroup, DoneTooOftenPanicsWithGosWords) {
  EXPECT_EQ(panics_with([] {
              WaitGroup all;
              all.add(1);
              all.done();
              all.done();
            }),
            "sync: negative WaitGroup counter");
}

TEST(WaitGroup, ADoneThatMayComeBeforeItsAddIsFound) {
  EXPECT_EQ(panics_with([] {
              WaitGroup all;
              go([&] { all.add(1); });
              all.done();
            }),
            "sync: negative WaitGroup counter");
}

/// The memory model: done is synchronized before the return of any wait it unblocks.
TEST(WaitGroup, OrdersEveryDoneBeforeTheWait) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              Shared<int> x(0, "x");
              Shared<int> y(0, "y");
              all.go([&] { x.store(1); });
              all.go([&] { y.store(1); });
              all.wait();
              (void)(x.load() + y.load());
            }),
            "verified");
}

TEST(WaitGroup, DoesNotOrderTheWorkersAmongThemselves) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              Shared<int> x(0, "x");
              all.go([&] { x.store(1); });
              all.go([&] { x.store(2); });
              all.wait();
            }),
            kind::kDataRace);
}

/// "Go calls f in a new goroutine and adds that task to the WaitGroup."
TEST(WaitGroup, GoIsDoneWhenTheFunctionReturns) {
  bool early = false;
  (void)explore([&] {
    WaitGroup all;
    Atomic<bool> finished(false);
    all.go([&] { finished.store(true); });
    all.wait();
    early = early || !finished.load();
  });
  EXPECT_FALSE(early);
}

/// "Calls with a positive delta that occur when the counter is zero must happen before a Wait."
TEST(WaitGroup, AddInsideTheGoroutineThatIsWaitedForIsMisuse) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              go([&] {
                all.add(1);
                all.done();
              });
              all.wait();
            }),
            kind::kWaitGroupMisuse);
}

TEST(WaitGroup, AddBeforeTheGoroutineIsNone) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              all.add(1);
              go([&] { all.done(); });
              all.wait();
            }),
            "verified");
}

/// A goroutine that is counted may add more: the counter is not at zero.
TEST(WaitGroup, AddByOneThatIsCountedIsNone) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              all.go([&] { all.go([] {}); });
              all.wait();
            }),
            "verified");
}

/// "If a WaitGroup is reused to wait for several independent sets of events, new Add calls must
/// happen after all previous Wait calls have returned."
TEST(WaitGroup, ReuseBeforeAnotherWaitHasReturnedIsMisuse) {
  const Report report = explore([] {
    WaitGroup all;
    all.add(1);
    go("other", [&] { all.wait(); });
    all.done();
    all.wait();
    all.add(1);
    all.done();
  });
  ASSERT_FALSE(report.counterexamples.empty());
  EXPECT_EQ(report.counterexamples[0].finding.kind, kind::kWaitGroupMisuse);
  EXPECT_EQ(report.counterexamples[0].finding.message,
            "sync: WaitGroup is reused before previous Wait has returned");
}

TEST(WaitGroup, ReuseAfterTheOnlyWaitIsNone) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              for (int round = 0; round < 2; ++round) {
                all.go([] {});
                all.wait();
              }
            }),
            "verified");
}

TEST(WaitGroup, ReuseAfterEverybodyWasHeardOfIsNone) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              Chan<Unit> returned;
              all.add(1);
              go([&, returned] {
                all.wait();
                returned.send({});
              });
              all.done();
              returned.recv();
              all.add(1);
              all.done();
            }),
            "verified");
}

/// "A WaitGroup must not be copied after first use."
TEST(WaitGroup, CannotBeCopied) {
  static_assert(!std::is_copy_constructible_v<WaitGroup>);
  static_assert(!std::is_copy_assignable_v<WaitGroup>);
  static_assert(!std::is_move_constructible_v<WaitGroup>);
}

/// "Go … If the WaitGroup is empty, Go must happen before a WaitGroup.Wait."
TEST(WaitGroup, GoBesideTheWaitOfAnEmptyOneIsMisuse) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              go([&] { all.go([] {}); });
              all.wait();
            }),
            kind::kWaitGroupMisuse);
}

/// "The function f must not panic."
TEST(WaitGroup, AFunctionOfGoThatPanicsEndsTheProgram) {
  EXPECT_EQ(panics_with([] {
              WaitGroup all;
              all.go([] { panic("in Go"); });
              all.wait();
            }),
            "in Go");
}

TEST(WaitGroup, AFunctionOfGoThatIsDoneByItselfIsDoneOnceTooOften) {
  EXPECT_EQ(panics_with([] {
              WaitGroup all;
              all.go([&] { all.done(); });
            }),
            "sync: negative WaitGroup counter");
}

/// "The return from f is synchronized before the return of any Wait call that it unblocks."
TEST(WaitGroup, GoOrdersItsFunctionBeforeTheWait) {
  const auto read = [](bool waits) {
    return [waits] {
      WaitGroup all;
      Shared<int> x(0, "x");
      all.go([&] { x.store(1); });
      if (waits) all.wait();
      (void)x.load();
      all.wait();
    };
  };
  EXPECT_EQ(explored(read(true)), "verified");
  EXPECT_EQ(explored(read(false)), kind::kDataRace);
}

/// "Calls with a negative delta … may happen at any time": before, beside and after a wait begins.
TEST(WaitGroup, DonesMayComeAtAnyTime) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              all.add(2);
              all.done();
              go([&] { all.done(); });
              go([&] { all.wait(); });
              all.wait();
            }),
            "verified");
}

/// "Done is equivalent to Add(-1)", and an add of nothing is none.
TEST(WaitGroup, AddingNothingChangesNothing) {
  EXPECT_EQ(explored([] {
              WaitGroup all;
              go([&] { all.add(0); });
              all.wait();
            }),
            "verified");
}

}  // namespace
}  // namespace weft
