// context: the package's documentation, line by line. What is cancelled, by whom, and why.
#include "weft/primitives/context.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

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
using testing_support::words;
using testing_support::yes;

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

}  // namespace
}  // namespace weft
