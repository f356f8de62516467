// context: the package's documentation, line by line.
#include "weft/primitives/context.h"

#include <gtest/gtest.h>

#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using testing_support::Explored;
using testing_support::explored;
using testing_support::Outcomes;
using testing_support::outcomes;

std::string words(const Error& error) {
  return std::string(error.message());
}
std::string yes(bool is) {
  return is ? "yes" : "no";
}

// "Background … is never canceled, has no values, and has no deadline."
TEST(Context, BackgroundIsNeverDone) {
  EXPECT_EQ(outcomes([] { return yes(background().done() == RecvChan<Unit>(nullptr)); }),
            Outcomes{"yes"});
  EXPECT_EQ(outcomes([] { return words(background().err()); }), Outcomes{"<nil>"});
  EXPECT_EQ(outcomes([] { return words(background().cause()); }), Outcomes{"<nil>"});
}
TEST(Context, BackgroundHasNoDeadline) {
  EXPECT_FALSE(background().deadline().has_value());
}
TEST(Context, BackgroundHasNoValues) {
  const ContextKey<int> key;
  EXPECT_EQ(todo().value(key), nullptr);
}

// "Canceling this context releases resources associated with it."
TEST(Context, ErrIsNilUntilItIsCancelled) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              const std::string before = words(with.context.err());
              with.cancel();
              return before + ", " + words(with.context.err());
            }),
            Outcomes{"<nil>, context canceled"});
}
TEST(Context, CauseIsWhatErrSaysIfNoneWasGiven) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              const std::string before = words(with.context.cause());
              with.cancel();
              return before + ", " + yes(with.context.cause() == kCanceled);
            }),
            Outcomes{"<nil>, yes"});
}
TEST(Context, DoneIsClosedByCancelling) {
  const Explored seen = explored([] {
    const WithCancel with = with_cancel(background());
    go([cancel = with.cancel] { cancel(); });
    return yes(with.context.done().recv_ok().ok);
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"no"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
  EXPECT_EQ(seen.report.executions, 1U);
}
TEST(Context, DoneIsTheSameChannelAtEveryCall) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              with.cancel();
              return yes(with.context.done() == with.context.done());
            }),
            Outcomes{"yes"});
}
TEST(Context, WaitingForWhatNobodyCancelsIsADeadlock) {
  const Explored seen = explored([] {
    const WithCancel with = with_cancel(background());
    (void)with.context.done().recv();
    return "";
  });
  EXPECT_EQ(seen.finding(), kind::kDeadlock);
}

// "After the first call, subsequent calls to a CancelFunc do nothing."
TEST(Context, CancellingTwiceDoesNothingMore) {
  EXPECT_EQ(outcomes([] {
              const WithCancelCause with = with_cancel_cause(background());
              with.cancel(Error("first"));
              with.cancel(Error("second"));
              return words(with.context.cause());
            }),
            Outcomes{"first"});
}
// "A CancelFunc may be called by multiple goroutines simultaneously."
TEST(Context, OfTwoCancellersEitherMayBeFirst) {
  const Explored seen = explored([] {
    const WithCancelCause with = with_cancel_cause(background());
    go([cancel = with.cancel] { cancel(Error("a")); });
    go([cancel = with.cancel] { cancel(Error("b")); });
    (void)with.context.done().recv();
    return words(with.context.cause());
  });
  EXPECT_EQ(seen.outcomes, (Outcomes{"a", "b"}));
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

// "A CancelCauseFunc behaves like a CancelFunc but additionally sets the cancellation cause."
TEST(Context, ACauseLeavesErrAsItIs) {
  EXPECT_EQ(outcomes([] {
              const WithCancelCause with = with_cancel_cause(background());
              with.cancel(Error("disk full"));
              return words(with.context.err()) + ", " + words(with.context.cause());
            }),
            Outcomes{"context canceled, disk full"});
}
// "Calling cancel with nil sets the cause to Canceled."
TEST(Context, ANilCauseIsCanceled) {
  EXPECT_EQ(outcomes([] {
              const WithCancelCause with = with_cancel_cause(background());
              with.cancel(nullptr);
              return yes(with.context.cause() == kCanceled);
            }),
            Outcomes{"yes"});
}

// "When a Context is canceled, all Contexts derived from it are also canceled."
TEST(Context, CancellingAParentCancelsItsChildren) {
  EXPECT_EQ(outcomes([] {
              const WithCancelCause parent = with_cancel_cause(background());
              const WithCancel child = with_cancel(parent.context);
              const WithCancel grandchild = with_cancel(child.context);
              parent.cancel(Error("shutdown"));
              (void)grandchild.context.done().recv();
              const Error err = grandchild.context.err();
              const Error cause = grandchild.context.cause();
              grandchild.cancel();
              child.cancel();
              return words(err) + ", " + words(cause);
            }),
            Outcomes{"context canceled, shutdown"});
}
TEST(Context, CancellingAChildLeavesItsParentAlone) {
  EXPECT_EQ(outcomes([] {
              const WithCancel parent = with_cancel(background());
              const WithCancel child = with_cancel(parent.context);
              child.cancel();
              const Error err = parent.context.err();
              parent.cancel();
              return words(err);
            }),
            Outcomes{"<nil>"});
}
TEST(Context, AChildOfACancelledParentIsCancelled) {
  EXPECT_EQ(outcomes([] {
              const WithCancel parent = with_cancel(background());
              parent.cancel();
              const WithCancel child = with_cancel(parent.context);
              const Error err = child.context.err();
              child.cancel();
              return words(err);
            }),
            Outcomes{"context canceled"});
}
// "The first cancellation of c or one of its parents sets the cause."
TEST(Context, TheFirstCancellationInTheLineSetsTheCause) {
  EXPECT_EQ(outcomes([] {
              const WithCancelCause parent = with_cancel_cause(background());
              const WithCancelCause child = with_cancel_cause(parent.context);
              child.cancel(Error("child"));
              parent.cancel(Error("parent"));
              return words(child.context.cause()) + " " + words(parent.context.cause());
            }),
            Outcomes{"child parent"});
  EXPECT_EQ(outcomes([] {
              const WithCancelCause parent = with_cancel_cause(background());
              const WithCancelCause child = with_cancel_cause(parent.context);
              parent.cancel(Error("parent"));
              child.cancel(Error("child"));
              return words(child.context.cause());
            }),
            Outcomes{"parent"});
}
TEST(Context, ParentAndChildCancelledAtOnceAgreeOnAnOrder) {
  const Explored seen = explored([] {
    const WithCancelCause parent = with_cancel_cause(background());
    const WithCancelCause child = with_cancel_cause(parent.context);
    go([cancel = parent.cancel] { cancel(Error("parent")); });
    go([cancel = child.cancel] { cancel(Error("child")); });
    (void)child.context.done().recv();
    const std::string first = words(child.context.cause());
    return first + " " + yes(words(child.context.cause()) == first);
  });
  EXPECT_EQ(seen.outcomes, (Outcomes{"parent yes", "child yes"}));
}
TEST(Context, ALineOfAnyLengthIsCancelledFromItsTop) {
  EXPECT_EQ(outcomes([] {
              const WithCancelCause top = with_cancel_cause(background());
              std::vector<WithCancel> line;
              Context last = top.context;
              for (int i = 0; i < 9; ++i) {
                line.push_back(with_cancel(last));
                last = line.back().context;
              }
              go([cancel = top.cancel] { cancel(Error("top")); });
              (void)last.done().recv();
              const std::string cause = words(last.cause());
              for (const WithCancel& with : line) with.cancel();
              return cause;
            }),
            Outcomes{"top"});
}

// "WithTimeout returns WithDeadline(parent, time.Now().Add(timeout))."
TEST(Context, ATimeoutIsADeadline) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout(background(), 50ms);
              with.cancel();
              return yes(with.context.deadline() == now() + 50ms);
            }),
            Outcomes{"yes"});
}
TEST(Context, ADeadlineClosesDone) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout(background(), 50ms);
              (void)with.context.done().recv();
              const std::string err = words(with.context.err());
              with.cancel();
              return err + ", " + words(with.context.err());
            }),
            Outcomes{"context deadline exceeded, context deadline exceeded"});
}
TEST(Context, WhoSeesADeadlinePassKnowsTheTime) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout(background(), 50ms);
              (void)with.context.done().recv();
              with.cancel();
              return to_string(now().time_since_epoch());
            }),
            Outcomes{"50ms"});
}
TEST(Context, ATimeoutIsExploredBeforeAndAfterTheWork) {
  const Explored seen = explored([] {
    const WithCancel with = with_timeout(background(), 50ms);
    Chan<int> result(1, "result");
    go([result] { result.send(42); });
    std::string got;
    select(recv(result, [&](int v) { got = std::to_string(v); }),
           recv(with.context.done(), [&] { got = words(with.context.err()); }));
    with.cancel();
    return got;
  });
  EXPECT_EQ(seen.outcomes, (Outcomes{"42", "context deadline exceeded"}));
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}
TEST(Context, CancellingCompetesWithTheDeadline) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout(background(), 50ms);
              with.cancel();
              return words(with.context.err());
            }),
            (Outcomes{"context canceled", "context deadline exceeded"}));
}
// "If the parent's deadline is already earlier than d, WithDeadline(parent, d) is semantically
// equivalent to parent."
TEST(Context, TheEarlierDeadlineCounts) {
  EXPECT_EQ(outcomes([] {
              const WithCancel parent = with_timeout(background(), 10ms);
              const WithCancel child = with_timeout(parent.context, 50ms);
              const WithCancel hasty = with_timeout(parent.context, 5ms);
              const bool equal = child.context.deadline() == parent.context.deadline();
              const bool earlier = hasty.context.deadline() == Time{} + 5ms;
              hasty.cancel();
              child.cancel();
              parent.cancel();
              return yes(equal) + yes(earlier);
            }),
            Outcomes{"yesyes"});
}
TEST(Context, AChildExpiresWithItsParent) {
  EXPECT_EQ(outcomes([] {
              const WithCancel parent = with_timeout(background(), 10ms);
              const WithCancel child = with_cancel(parent.context);
              (void)child.context.done().recv();
              const std::string err = words(child.context.err());
              child.cancel();
              parent.cancel();
              return err;
            }),
            Outcomes{"context deadline exceeded"});
}
// "If the deadline has already passed …"
TEST(Context, ADeadlineInThePastIsExceededAtOnce) {
  EXPECT_EQ(outcomes([] {
              sleep(20ms);
              const WithCancel with = with_deadline(background(), Time{} + 10ms);
              const std::string err = words(with.context.err());
              with.cancel();
              return err;
            }),
            Outcomes{"context deadline exceeded"});
}
TEST(Context, WhatIsOverdueByOnesOwnTimeHasExpired) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout(background(), 10ms);
              for (int i = 0; i < 3; ++i) sleep(5ms);
              const std::string err = words(with.context.err());
              with.cancel();
              return err;
            }),
            Outcomes{"context deadline exceeded"});
}
TEST(Context, APollOfDoneSeesWhatIsOverdue) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout(background(), 10ms);
              sleep(11ms);
              std::string seen = "not yet";
              select(recv(with.context.done(), [&] { seen = "done"; }), otherwise());
              with.cancel();
              return seen;
            }),
            Outcomes{"done"});
}
TEST(Context, APollBeforeTheDeadlineMaySeeEither) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout(background(), 10ms);
              std::string seen = "not yet";
              select(recv(with.context.done(), [&] { seen = "done"; }), otherwise());
              with.cancel();
              return seen;
            }),
            (Outcomes{"done", "not yet"}));
}
// "WithTimeoutCause … also sets the cause of the returned Context when the timeout expires. The
// returned CancelFunc does not set the cause."
TEST(Context, ATimeoutMayHaveACauseOfItsOwn) {
  EXPECT_EQ(
      outcomes([] {
        const WithCancel with = with_timeout_cause(background(), 1s, Error("too slow"));
        with.cancel();
        return words(with.context.err()) + ", " + words(with.context.cause());
      }),
      (Outcomes{"context canceled, context canceled", "context deadline exceeded, too slow"}));
}

// "WithValue … in which the value associated with key is val."
TEST(Context, AValueIsFoundBelowWhereItWasSet) {
  const ContextKey<int> user("user");
  EXPECT_EQ(outcomes([&] {
              const Context ctx = with_value(background(), user, 7);
              const WithCancel with = with_cancel(ctx);
              with.cancel();
              return std::to_string(*with.context.value(user));
            }),
            Outcomes{"7"});
}
TEST(Context, TheNearestValueCounts) {
  const ContextKey<std::string> user("user");
  const Context outer = with_value(background(), user, "alice");
  EXPECT_EQ(*with_value(outer, user, "bob").value(user), "bob");
  EXPECT_EQ(*outer.value(user), "alice");
}
TEST(Context, KeysAreTellApartWhateverTheyAreCalled) {
  const ContextKey<int> a("id");
  const ContextKey<int> b("id");
  EXPECT_EQ(with_value(background(), a, 1).value(b), nullptr);
}
TEST(Context, AValueLeavesCancellationAsItIs) {
  const ContextKey<int> key;
  EXPECT_EQ(outcomes([&] {
              const WithCancel with = with_cancel(background());
              const Context ctx = with_value(with.context, key, 1);
              with.cancel();
              return words(ctx.err()) + yes(ctx.done() == with.context.done());
            }),
            Outcomes{"context canceledyes"});
}

// "WithoutCancel returns a derived context that points to the parent context and is not canceled
// when parent is canceled. The returned context returns no Deadline or Err, and its Done channel
// is nil. Calling Cause on the returned context returns nil."
TEST(Context, WithoutCancelKeepsOnlyTheValues) {
  const ContextKey<int> key;
  EXPECT_EQ(outcomes([&] {
              const WithCancel with = with_timeout(with_value(background(), key, 3), 1s);
              const Context ctx = without_cancel(with.context);
              with.cancel();
              return words(ctx.err()) + words(ctx.cause()) + yes(ctx.deadline().has_value()) +
                     yes(ctx.done() == RecvChan<Unit>(nullptr)) + std::to_string(*ctx.value(key));
            }),
            Outcomes{"<nil><nil>noyes3"});
}

// "AfterFunc arranges to call f in its own goroutine after ctx is canceled."
TEST(Context, AfterFuncRunsOnceItIsCancelled) {
  const Explored seen = explored([] {
    const WithCancel with = with_cancel(background());
    Chan<int> ran(0, "ran");
    after_func(with.context, [ran] { ran.send(1); });
    with.cancel();
    return std::to_string(ran.recv());
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"1"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}
// "If ctx is already canceled, AfterFunc calls f immediately in its own goroutine."
TEST(Context, AfterFuncOfACancelledContextRuns) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              with.cancel();
              Chan<int> ran(0, "ran");
              after_func(with.context, [ran] { ran.send(1); });
              return std::to_string(ran.recv());
            }),
            Outcomes{"1"});
}
// "Calling the returned stop function stops the association of ctx with f. It returns true if the
// call stopped f from being run."
TEST(Context, StoppingAfterFuncKeepsItFromRunning) {
  const Explored seen = explored([] {
    Atomic<int> ran(0, "ran");
    const WithCancel with = with_cancel(background());
    const StopFunc stop = after_func(with.context, [&] { ran.store(1); });
    const bool first = stop();
    with.cancel();
    return yes(first) + std::to_string(ran.load());
  });
  EXPECT_EQ(seen.outcomes, Outcomes{"yes0"});
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}
// "If stop returns false, either the context is done and f has been started in its own goroutine;
// or f was already stopped."
TEST(Context, StoppingTooLateReturnsFalse) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              const StopFunc stop = after_func(with.context, [] {});
              with.cancel();
              return yes(stop());
            }),
            Outcomes{"no"});
}
TEST(Context, StoppingTwiceReturnsFalse) {
  EXPECT_EQ(outcomes([] {
              const StopFunc stop = after_func(background(), [] {});
              const bool first = stop();
              return yes(first) + yes(stop());
            }),
            Outcomes{"yesno"});
}
// "Multiple calls to AfterFunc on a context operate independently."
TEST(Context, AfterFuncsAreIndependent) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              Chan<int> ran(2, "ran");
              const StopFunc stop = after_func(with.context, [ran] { ran.send(1); });
              after_func(with.context, [ran] { ran.send(2); });
              stop();
              with.cancel();
              return std::to_string(ran.recv());
            }),
            Outcomes{"2"});
}

TEST(Context, CancellingSynchronisesWithWhoSeesIt) {
  const Explored seen = explored([] {
    Shared<int> result(0, "result");
    const WithCancel with = with_cancel(background());
    go([&result, cancel = with.cancel] {
      result.store(1);
      cancel();
    });
    (void)with.context.done().recv();
    return std::to_string(result.load());
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}
TEST(Context, ADeadlineSynchronisesNobody) {
  const Explored seen = explored([] {
    Shared<int> result(0, "result");
    const WithCancel with = with_timeout(background(), 1s);
    go([&result, ctx = with.context] {
      result.store(1);
      (void)ctx.done().recv();
    });
    (void)with.context.done().recv();
    with.cancel();
    return std::to_string(result.load());
  });
  EXPECT_EQ(seen.finding(), kind::kDataRace);
}

TEST(Context, OneThatNobodyLooksAtCostsNothing) {
  const Explored seen = explored([] {
    const WithCancel outer = with_cancel(background());
    const WithCancel inner = with_timeout(outer.context, 1s);
    WaitGroup all("all");
    for (int i = 0; i < 2; ++i) {
      all.go([ctx = inner.context] { (void)ctx.deadline(); });
    }
    all.wait();
    inner.cancel();
    outer.cancel();
    return "";
  });
  EXPECT_EQ(seen.report.executions, 1U);
}
TEST(Context, OneThatIsWaitedForButNeverCancelledInTimeCostsNothing) {
  const Explored seen = explored([] {
    const WithCancel with = with_cancel(background());
    Chan<int> jobs(0, "jobs");
    go([jobs, ctx = with.context] {
      for (int i = 0; i < 3; ++i) select(send(jobs, i), recv(ctx.done()));
    });
    for (int i = 0; i < 3; ++i) (void)jobs.recv();
    with.cancel();
    return "";
  });
  EXPECT_EQ(seen.report.executions, 1U);
}

// "Failing to call the CancelFunc leaks the child and its children until the parent is canceled."
TEST(LostCancel, IsFoundWhenTheLastCancelFuncIsDropped) {
  const Explored seen = explored([] {
    (void)with_cancel(background());
    return "";
  });
  EXPECT_EQ(seen.finding(), kind::kLostCancel);
}
TEST(LostCancel, NamesThePlaceOfTheContext) {
  const Explored seen = explored([] {
    (void)with_timeout(background(), 1s);
    return "";
  });
  ASSERT_EQ(seen.finding(), kind::kLostCancel);
  const std::string& message = seen.report.counterexamples[0].finding.message;
  EXPECT_NE(message.find("context_test.cc:"), std::string::npos);
}
TEST(LostCancel, ADeadlineIsNoExcuse) {
  const Explored seen = explored([] {
    const WithCancel with = with_timeout(background(), 1s);
    (void)with.context.done().recv();
    return "";
  });
  EXPECT_EQ(seen.finding(), kind::kLostCancel);
}
TEST(LostCancel, IsNoneIfTheCancelFuncWasCalled) {
  const Explored seen = explored([] {
    with_cancel(background()).cancel();
    return "";
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}
TEST(LostCancel, IsNoneIfTheParentIsCancelledInTheEnd) {
  const Explored seen = explored([] {
    const WithCancel parent = with_cancel(background());
    (void)with_timeout(parent.context, 1s);
    parent.cancel();
    return "";
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}
TEST(LostCancel, IsFoundOnTheOnePathThatForgetsIt) {
  const Explored seen = explored([] {
    const WithCancel with = with_cancel(background());
    if (choose(2) == 0) with.cancel();
    return "";
  });
  EXPECT_EQ(seen.finding(), kind::kLostCancel);
}

}  // namespace
}  // namespace weft
