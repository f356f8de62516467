// The ends of scopes of handles: of channels, contexts, cancel functions, timers. Each copy has its
// own, whoever has others.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"
#include "weft/tests/support/sanitized.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

using namespace testing_support;

std::string digit(int n) {
  return std::to_string(n);
}

TEST(HandleScope, DoesNotWaitForThoseWhoNeverUseIt) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              {
                const WithCancel with = with_cancel(background());
                go([&] { x.store(1); });
                with.cancel();
              }
              return digit(x.load());
            }),
            (Outcomes{"0", "1"}));
}

/// What a lambda captures from a const variable is copied when the lambda is moved, so `go` leaves
/// one behind.
TEST(HandleScope, OfACopyThatIsLeftBehindDoesNotWaitForThoseWhoNeverEnd) {
  EXPECT_EQ(found([] {
              const Chan<Unit> never("never");
              Atomic<int> x(0, "x");
              go([=, &x] {
                for (int i = 1;; ++i) {
                  x.store(i);
                  if (i == 0) never.close();
                }
              });
              expect(x.load() == 0, "nothing was stored");
            }).finding.kind,
            kind::kCheckFailed);
}

TEST(HandleScope, OfAnObjectDoesNotWaitForThoseWhoNeverEnd) {
  EXPECT_EQ(found([] {
              Atomic<int> y(0, "y");
              {
                Atomic<int> x(0, "x");
                go([&] {
                  x.store(1);
                  for (int i = 1;; ++i) y.store(i);
                });
              }
              expect(y.load() == 0, "nothing was stored");
            }).finding.kind,
            kind::kCheckFailed);
}

TEST(HandleScope, DoesNotWaitForWhatComesAfterTheLastUse) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              {
                const WithCancel with = with_cancel(background());
                go([&] {
                  with.context.done().next();
                  x.store(1);
                });
                with.cancel();
              }
              return digit(x.load());
            }),
            (Outcomes{"0", "1"}));
}

TEST(HandleScope, DoesNotWaitForWhoHasACopy) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              {
                const WithCancel with = with_cancel(background());
                go([context = with.context, &x] {
                  x.store(1);
                  context.done().next();
                  x.store(2);
                });
                with.cancel();
              }
              return digit(x.load());
            }),
            (Outcomes{"0", "1", "2"}));
}

TEST(HandleScope, OfACancelFunctionEndsAfterItsLastCall) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              {
                const WithCancel with = with_cancel(background());
                go([&] {
                  with.cancel();
                  x.store(1);
                });
              }
              return digit(x.load());
            }),
            (Outcomes{"0", "1"}));
}

TEST(HandleScope, OfACancelFunctionDoesNotWaitForWhoHasACopy) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              {
                const WithCancel with = with_cancel(background());
                go([cancel = with.cancel, &x] {
                  x.store(1);
                  cancel();
                  x.store(2);
                });
              }
              return digit(x.load());
            }),
            (Outcomes{"0", "1", "2"}));
}

TEST(HandleScope, EndsWhileOneBelowIsStillWaitedFor) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              const Chan<int> over(1, "over");
              {
                const WithCancel with = with_cancel(background());
                go([context = with.context, over, &x] {
                  const WithCancel below = with_cancel(context);
                  below.context.done().next();
                  below.cancel();
                  x.store(1);
                  over.send(1);
                });
                with.cancel();
              }
              const std::string seen = digit(x.load());
              over.next();
              return seen;
            }),
            (Outcomes{"0", "1"}));
}

TEST(HandleScope, ThatHadToEndBeforeAUseIsAUseAfterFree) {
  if (kSanitized) GTEST_SKIP() << "it sees the use, too, and ends the program";
  EXPECT_EQ(explored([] {
              const Chan<int> after(0, "after");
              {
                const WithCancel with = with_cancel(background());
                go([&, after] {
                  after.next();
                  (void)with.context.err();
                });
                with.cancel();
              }
              after.send(1);
              return std::string();
            }).finding(),
            kind::kUseAfterFree);
}

TEST(HandleScope, OfAChannelDoesNotWaitForWhoHasACopy) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              {
                const Chan<int> c(1, "c");
                go([c, &x] {
                  x.store(1);
                  c.send(1);
                  x.store(2);
                });
              }
              return digit(x.load());
            }),
            (Outcomes{"0", "1", "2"}));
}

/// Of two that use one channel only the one with the reference is waited for.

/// What it was moved from is another variable.

TEST(HandleScope, OfAChannelThatHadToEndBeforeAUseIsAUseAfterFree) {
  if (kSanitized) GTEST_SKIP() << "it sees the use, too, and ends the program";
  EXPECT_EQ(explored([] {
              const Chan<int> after(0, "after");
              {
                const Chan<int> c(1, "c");
                go([&, after] {
                  after.next();
                  c.send(1);
                });
              }
              after.send(1);
              return std::string();
            }).finding(),
            kind::kUseAfterFree);
}

TEST(HandleScope, OfATimersChannelDoesNotWaitForThoseWhoNeverUseIt) {
  EXPECT_EQ(outcomes([] {
              Atomic<int> x(0, "x");
              {
                const RecvChan<Time> due = after(std::chrono::milliseconds(5));
                go([&] { x.store(1); });
                due.next();
              }
              return digit(x.load());
            }),
            (Outcomes{"0", "1"}));
}

}  // namespace
}  // namespace weft
