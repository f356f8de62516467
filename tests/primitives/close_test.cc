// Closing channels, by the language specification.
#include <gtest/gtest.h>

#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using testing_support::Outcomes;
using testing_support::outcomes;
using testing_support::panics_with;

std::string found(const std::function<void()>& body) {
  return testing_support::explored(body);
}

/// "Sending to or closing a closed channel causes a run-time panic. Closing the nil channel also
/// causes a run-time panic."
TEST(Close, PanicsInGosWords) {
  EXPECT_EQ(panics_with([] {
              const Chan<int> ch(1);
              ch.close();
              ch.send(1);
            }),
            "send on closed channel");
  EXPECT_EQ(panics_with([] {
              const Chan<int> ch;
              ch.close();
              ch.close();
            }),
            "close of closed channel");
  EXPECT_EQ(panics_with([] { Chan<int>(nullptr).close(); }), "close of nil channel");
}

TEST(Close, ASenderThatWaitsPanicsWhenItIsClosed) {
  EXPECT_EQ(panics_with([] {
              const Chan<int> ch;
              go([=] { ch.close(); });
              ch.send(1);
            }),
            "send on closed channel");
}

TEST(Close, APanicOfASendCanBeRecovered) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> ch(1);
              ch.close();
              try {
                ch.send(1);
              } catch (const Panic& panic) {
                return std::string(panic.what());
              }
              return std::string();
            }),
            (Outcomes{"send on closed channel"}));
}

/// "After calling close, and after any previously sent values have been received, receive
/// operations will return the zero value for the channel's type without blocking."
TEST(Close, ClosedItStillHasWhatWasSent) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> ch(2);
              ch.send(7);
              ch.close();
              const auto [value, ok] = ch.recv_ok();
              const auto [zero, not_ok] = ch.recv_ok();
              return std::to_string(value) + (ok ? " ok, " : ", ") + std::to_string(zero) +
                     (not_ok ? " ok" : "");
            }),
            (Outcomes{"7 ok, 0"}));
}

TEST(Close, ClosingWakesEveryReceiver) {
  EXPECT_EQ(found([] {
              const Chan<int> ch;
              for (int i = 0; i < 3; ++i) {
                go([=] { expect(!ch.recv_ok().ok, "closed"); });
              }
              ch.close();
            }),
            "verified");
}

TEST(Close, ACloseIsSeenAfterTheValuesBeforeIt) {
  EXPECT_EQ(outcomes([] {
              const Chan<int> ch(1);
              go([=] {
                ch.send(1);
                ch.close();
              });
              const bool first = ch.recv_ok().ok;
              const bool second = ch.recv_ok().ok;
              return std::to_string(first) + std::to_string(second);
            }),
            (Outcomes{"10"}));
}

}  // namespace
}  // namespace weft
