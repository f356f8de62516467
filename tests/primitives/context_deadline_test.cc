// context: the package's documentation, line by line. Deadlines and timeouts.
#include <gtest/gtest.h>

#include <string>

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
using testing_support::text;
using testing_support::words;
using testing_support::yes;

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
              return text(now());
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

}  // namespace
}  // namespace weft
