// Destructors wait for the goroutines that may hold a reference, and for no others.
#include <gtest/gtest.h>

#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"

namespace weft {
namespace {

using testing_support::Outcomes;
using testing_support::outcomes;

TEST(Ends, OneWhoWaitsForItsChildrenWaitsForNobodyElse) {
  const auto seen = outcomes([] {
    Atomic<int> y(0, "y");
    int read = 0;
    WaitGroup both("both");
    both.go([&] {
      {
        Atomic<int> lent(0, "lent");
        go([&] { lent.store(1); });
      }
      y.store(1);
    });
    both.go([&] { read = y.load(); });
    both.wait();
    return std::to_string(read);
  });
  EXPECT_EQ(seen, (Outcomes{"0", "1"}));
}

TEST(Ends, AGrandchildMayHoldAReferenceToo) {
  const auto seen = outcomes([] {
    int outcome = 0;
    {
      Atomic<int> lent(0, "lent");
      go([&] {
        go([&] {
          lent.add(1);
          outcome = 7;
        });
      });
    }
    return std::to_string(outcome);
  });
  EXPECT_EQ(seen, (Outcomes{"7"}));
}

TEST(Ends, WhoeverWasStartedBeforeIsNotWaitedFor) {
  const Report report = explore([] {
    Chan<Unit> done("done");
    go([&] { (void)done.recv(); });
    { const Atomic<int> own(3, "own"); }
    done.close();
  });
  EXPECT_EQ(report.verdict, Verdict::verified);
}

TEST(Ends, ALeakIsALeakAndNotWaitedForForEver) {
  const Report report = explore([] {
    Chan<int> never("never");
    go([&] { (void)never.recv(); });
  });
  ASSERT_EQ(report.counterexamples.size(), 1U);
  EXPECT_EQ(report.counterexamples[0].finding.kind, kind::kLeak);
}

/// Started in either order, they keep their names: else the search mistakes one for the other.
TEST(Names, DoNotDependOnWhoIsStartedFirst) {
  const auto seen = outcomes([] {
    Atomic<int> x(0, "x");
    Atomic<int> first(0, "first");
    {
      WaitGroup all("all");
      for (int g = 1; g <= 2; ++g) {
        all.go([&, g] {
          (void)x.load();
          all.go([&, g] { (void)first.compare_and_swap(0, g); });
        });
      }
      all.wait();
    }
    return std::to_string(first.load());
  });
  EXPECT_EQ(seen, (Outcomes{"1", "2"}));
}

}  // namespace
}  // namespace weft
