// A CancelFunc that nobody called: where that is found, and where nothing is lost.
#include <gtest/gtest.h>

#include <string>

#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using namespace std::chrono_literals;
using testing_support::Explored;
using testing_support::explored;

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
  EXPECT_NE(message.find("lost_cancel_test.cc:"), std::string::npos);
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
