// expect(): a claim that does not hold is a finding, and the execution goes on.
#include <gtest/gtest.h>

#include "weft/primitives/weft.h"
#include "weft/tests/support/explored.h"

namespace weft {
namespace {

using testing_support::explored;

TEST(Expect, AClaimThatHoldsIsNothing) {
  EXPECT_EQ(explored([] { expect(true, "the obvious"); }), "verified");
}

TEST(Expect, AClaimThatFailsInOneExecutionIsFound) {
  EXPECT_EQ(explored([] {
              Atomic<int> x(0, "x");
              go([&] { x.store(1); });
              expect(x.load() == 0, "to be first");
            }),
            kind::kCheckFailed);
}

TEST(Expect, SaysWhereAndWhat) {
  const Report report = explore([] { expect(false, "the impossible"); });
  ASSERT_EQ(report.counterexamples.size(), 1U);
  const std::string& message = report.counterexamples[0].finding.message;
  EXPECT_EQ(message.find("expect_test.cc:"), 0U) << message;
  EXPECT_NE(message.find("expected the impossible"), std::string::npos) << message;
}

}  // namespace
}  // namespace weft
