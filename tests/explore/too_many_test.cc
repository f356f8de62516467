// More goroutines than one execution may have, and as many as may wait.
#include <gtest/gtest.h>

#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// 10,000 goroutines are more than a scenario may have unless it asks for them.
TEST(TooManyGoroutines, AreRefusedAlsoIfNobodySetALimit) {
  const auto start = [](int goroutines) {
    return explore([goroutines] {
      for (int i = 0; i < goroutines; ++i) go([] {});
    });
  };
  EXPECT_EQ(start(1000).verdict, Verdict::verified);
  const Report report = start(10'000);
  ASSERT_EQ(report.verdict, Verdict::violation);
  EXPECT_EQ(report.counterexamples.at(0).finding.message,
            "more than 4096 goroutines in one execution; max_goroutines asks for more");
}

TEST(TooManyGoroutines, ThatWaitAreALeakLikeOneThatWaits) {
  const Report report = explore([] {
    const Chan<int> never("never");
    for (int i = 0; i < 500; ++i) go([=] { never.send(1); });
  });
  ASSERT_EQ(report.verdict, Verdict::violation);
  EXPECT_EQ(report.counterexamples.at(0).finding.kind, kind::kLeak);
}

TEST(TooManyGoroutines, ArePanic) {
  Options options;
  options.max_goroutines = 50;
  const auto body = [] {
    for (int i = 0; i < 100; ++i) go([] {});
  };
  const Report report = explore(Scenario{.name = "many", .body = body}, options);
  ASSERT_EQ(report.verdict, Verdict::violation);
  EXPECT_NE(report.counterexamples.at(0).finding.message.find("more than 50 goroutines"),
            std::string::npos);
}

}  // namespace
}  // namespace weft
