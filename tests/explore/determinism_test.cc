// A scenario that does not do the same when the same schedule is run again is named as such.
#include <gtest/gtest.h>

#include <mutex>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// Takes one lock or the other, as a variable that outlives the execution says.
void by_static_counter() {
  static int runs = 0;
  Mutex even("even");
  Mutex odd("odd");
  Mutex& mutex = runs++ % 2 == 0 ? even : odd;
  go("worker", [&] { std::scoped_lock lock(mutex); });
  std::scoped_lock lock(mutex);
}

/// Every seventh execution is another one.
void now_and_then() {
  static int runs = 0;
  Atomic<int> x(0, "x");
  for (int i = 0; i < 4; ++i) {
    go([&] {
      (void)x.fetch_add(1);
      (void)x.fetch_add(1);
    });
  }
  if (++runs % 7 == 0) x.add(1);
}

TEST(Nondeterminism, IsAVerdictOfItsOwn) {
  EXPECT_EQ(explore(by_static_counter).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, NamesTheFirstStepThatDiffers) {
  const Report report = explore(by_static_counter);
  const Finding& finding = report.counterexamples.at(0).finding;
  EXPECT_EQ(finding.kind, kind::kNondeterminism);
  EXPECT_NE(finding.message.find("lock even"), std::string::npos) << finding.message;
  EXPECT_NE(finding.message.find("lock odd"), std::string::npos) << finding.message;
}

TEST(Nondeterminism, IsFoundInASingleStep) {
  const auto locks_now_and_then = [] {
    static int runs = 0;
    Mutex mu("mu");
    if (++runs % 2 == 0) std::scoped_lock lock(mu);
  };
  EXPECT_EQ(explore(locks_now_and_then).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, IsFoundThoughItIsRare) {
  EXPECT_EQ(explore(now_and_then).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, DoesNotTroubleTheNaiveSearchEither) {
  Options options;
  options.strategy = "naive";
  EXPECT_EQ(explore(by_static_counter, options).verdict, Verdict::nondeterministic);
}

TEST(Nondeterminism, IsNotWhatTheSearchChooses) {
  const Report report = explore([] {
    Mutex m("m");
    Shared<int> x(0, "x");
    for (int i = 0; i < 3; ++i) {
      go([&] {
        std::scoped_lock lock(m);
        x.store(x.load() + 1);
      });
    }
  });
  EXPECT_EQ(report.verdict, Verdict::verified);
}

}  // namespace
}  // namespace weft
