// context: what is left of the package's documentation, sentence by sentence; AfterFunc apart.
#include <gtest/gtest.h>

#include <string>
#include <type_traits>

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

/// "Do not pass a nil Context, even if a function permits it": there is none to be passed, and
/// what is not set is the background.
TEST(Context, IsNeverNil) {
  static_assert(!std::is_constructible_v<Context, std::nullptr_t>);
  static_assert(!std::is_convertible_v<std::nullptr_t, Context>);
  EXPECT_TRUE(Context() == background());
}

/// "Incoming requests … the derived context": copies are the same context, derived ones are not.
TEST(Context, EqualsItsCopies) {
  EXPECT_EQ(outcomes([] {
              const auto [ctx, cancel] = with_cancel(background());
              const Defer deferred(cancel);
              const Context copy = ctx;
              return yes(copy == ctx) + yes(with_value(ctx, ContextKey<int>(), 1) == ctx);
            }),
            Outcomes{"yesno"});
}

/// "A CancelFunc tells an operation to abandon its work. A CancelFunc does not wait for the work to
/// stop."
TEST(Context, CancellingDoesNotWaitForTheWorkToStop) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_cancel(background());
              Atomic<bool> stopped(false, "stopped");
              go("work", [&, ctx = with.context] {
                (void)ctx.done().recv();
                stopped.store(true);
              });
              with.cancel();
              return yes(stopped.load());
            }),
            (Outcomes{"yes", "no"}));
}

/// "If Done is closed, Err returns a non-nil error": whoever sees the one sees the other.
TEST(Context, ErrSaysWhyOnceDoneIsClosed) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout(background(), 1s);
              go([cancel = with.cancel] { cancel(); });
              (void)with.context.done().recv();
              const Error first = with.context.err();
              return words(first) + yes(with.context.err() == first);
            }),
            (Outcomes{"context canceledyes", "context deadline exceededyes"}));
}

/// "Multiple goroutines may call a Context's methods simultaneously."
TEST(Context, ManyMayLookAtOnce) {
  const Explored seen = explored([] {
    const WithCancel with = with_cancel(background());
    for (int i = 0; i < 2; ++i) {
      go([ctx = with.context] {
        (void)ctx.done().recv();
        expect(ctx.err() == kCanceled, "cancelled");
      });
    }
    with.cancel();
    return "";
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

/// "The returned Context.Done channel is closed when the deadline expires, when the returned cancel
/// function is called, or when the parent context's Done channel is closed, whichever happens
/// first." The first two are in context_deadline_test.cc.
TEST(Context, ADeadlineIsCutShortByTheParent) {
  EXPECT_EQ(outcomes([] {
              const WithCancelCause parent = with_cancel_cause(background());
              const WithCancel child = with_deadline(parent.context, Time{} + 1s);
              go([cancel = parent.cancel] { cancel(Error("shutdown")); });
              (void)child.context.done().recv();
              const Error err = child.context.err();
              const Error cause = child.context.cause();
              child.cancel();
              return words(err) + ": " + words(cause);
            }),
            (Outcomes{"context canceled: shutdown",
                      "context deadline exceeded: context deadline exceeded"}));
}

/// A timeout that is not positive has passed already.
TEST(Context, ATimeoutThatIsNotPositiveIsExceededAtOnce) {
  for (const Duration timeout : {0ns, Duration(-5s)}) {
    EXPECT_EQ(outcomes([timeout] {
                const WithCancel with = with_timeout(background(), timeout);
                const Error err = with.context.err();
                with.cancel();
                return words(err) + ", " + words(with.context.err());
              }),
              Outcomes{"context deadline exceeded, context deadline exceeded"});
  }
}

TEST(Context, ATimeoutMayBeAsLongAsADurationCanBe) {
  EXPECT_EQ(outcomes([] {
              sleep(1s);
              const WithCancel with = with_timeout(background(), Duration::max());
              const bool later = *with.context.deadline() > now() + 24h;
              with.cancel();
              return yes(later);
            }),
            Outcomes{"yes"});
}

/// "Successive calls to Deadline return the same results."
TEST(Context, ItsDeadlineDoesNotMove) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout(background(), 10ms);
              const auto first = with.context.deadline();
              sleep(20ms);
              with.cancel();
              return yes(with.context.deadline() == first) + yes(first == Time{} + 10ms);
            }),
            Outcomes{"yesyes"});
}

/// "WithDeadlineCause behaves like WithDeadline but also sets the cause of the returned Context
/// when the deadline is exceeded. The returned CancelFunc does not set the cause."
TEST(Context, ADeadlineMayHaveACauseOfItsOwn) {
  EXPECT_EQ(
      outcomes([] {
        const WithCancel with = with_deadline_cause(background(), Time{} + 1s, Error("too slow"));
        with.cancel();
        return words(with.context.err()) + ", " + words(with.context.cause());
      }),
      (Outcomes{"context canceled, context canceled", "context deadline exceeded, too slow"}));
}

/// The parent's deadline is the one that counts, and so is its cause.
TEST(Context, OfALaterDeadlineTheCauseIsTheParents) {
  EXPECT_EQ(
      outcomes([] {
        const WithCancel parent = with_timeout_cause(background(), 1s, Error("parent too slow"));
        const WithCancel child = with_timeout_cause(parent.context, 2s, Error("child too slow"));
        (void)child.context.done().recv();
        const Error cause = child.context.cause();
        child.cancel();
        parent.cancel();
        return words(cause);
      }),
      Outcomes{"parent too slow"});
}

TEST(Context, ANilCauseOfADeadlineIsDeadlineExceeded) {
  EXPECT_EQ(outcomes([] {
              const WithCancel with = with_timeout_cause(background(), 1s, nullptr);
              (void)with.context.done().recv();
              with.cancel();
              return yes(with.context.cause() == kDeadlineExceeded);
            }),
            Outcomes{"yes"});
}

/// "Cause returns a non-nil error explaining why c was canceled": c may be made of one with a
/// value.
TEST(Context, ACauseIsSeenThroughValues) {
  const ContextKey<int> key;
  EXPECT_EQ(outcomes([&] {
              const WithCancelCause with = with_cancel_cause(background());
              const Context ctx = with_value(with.context, key, 1);
              with.cancel(Error("disk full"));
              return words(ctx.cause());
            }),
            Outcomes{"disk full"});
}

/// "WithCancelCause … If the context has already been canceled, CancelCauseFunc does not set the
/// cause": here it was cancelled by the deadline.
TEST(Context, ACauseThatComesAfterTheDeadlineIsNotSet) {
  EXPECT_EQ(outcomes([] {
              const WithCancel parent = with_timeout(background(), 1s);
              const WithCancelCause child = with_cancel_cause(parent.context);
              (void)child.context.done().recv();
              child.cancel(Error("too late"));
              parent.cancel();
              return words(child.context.cause());
            }),
            Outcomes{"context deadline exceeded"});
}

/// "The provided key must be comparable": keys are objects, and nil is none (Go: "nil key").
TEST(Context, ANilKeyPanics) {
  EXPECT_EQ(outcomes([]() -> std::string {
              try {
                (void)with_value(background(), nullptr, std::make_shared<const int>(1));
              } catch (const Panic& panic) {
                return panic.what();
              }
              return "";
            }),
            Outcomes{"nil key"});
}

/// "Successive calls to Value with the same key return the same result."
TEST(Context, AValueIsTheSameAtEveryCall) {
  const ContextKey<std::string> user("user");
  const Context ctx = with_value(background(), user, "alice");
  EXPECT_EQ(ctx.value(user), ctx.value(user));
  EXPECT_EQ(*ctx.value(user), "alice");
}

TEST(Context, AParentDoesNotSeeTheValuesOfItsChildren) {
  const ContextKey<int> key;
  const Context parent = with_value(background(), ContextKey<int>(), 1);
  (void)with_value(parent, key, 2);
  EXPECT_EQ(parent.value(key), nullptr);
}

/// What is derived from a context without cancellation can be cancelled, and only by itself.
TEST(Context, BelowWithoutCancelANewLineBegins) {
  EXPECT_EQ(outcomes([] {
              const WithCancel parent = with_cancel(background());
              const WithCancelCause child = with_cancel_cause(without_cancel(parent.context));
              parent.cancel();
              const Error before = child.context.err();
              child.cancel(Error("own"));
              return words(before) + ", " + words(child.context.cause());
            }),
            Outcomes{"<nil>, own"});
}

/// Twin of the one below: there the deadline of the parent counts, here there is none.
TEST(Context, WithoutCancelIsNotExceededWithItsParent) {
  const auto expired = [](bool cut_off) {
    return outcomes([cut_off] {
      const WithCancel parent = with_timeout(background(), 1s);
      const Context ctx = cut_off ? without_cancel(parent.context) : parent.context;
      sleep(2s);
      const Error err = ctx.err();
      parent.cancel();
      return words(err);
    });
  };
  EXPECT_EQ(expired(true), Outcomes{"<nil>"});
  EXPECT_EQ(expired(false), Outcomes{"context deadline exceeded"});
}

TEST(Context, OfWithoutCancelNobodyIsLost) {
  const Explored seen = explored([] {
    (void)without_cancel(background());
    return "";
  });
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

}  // namespace
}  // namespace weft
