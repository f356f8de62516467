// What a search that is cut off says about what made it large.
#include <gtest/gtest.h>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// Who is started first is another one from execution to execution.
void workers_that_start_others() {
  WaitGroup all("all");
  Atomic<int> x(0, "x");
  for (int k = 0; k < 3; ++k) {
    all.go([&] {
      (void)x.fetch_add(2);
      all.go([&] { (void)x.fetch_add(2); });
      (void)x.fetch_add(2);
    });
  }
  all.wait();
}

TEST(Estimation, NamesWhatBranchesMostThoughGoroutinesStartOthers) {
  const Report report = explore(workers_that_start_others, {.max_executions = 10});
  EXPECT_EQ(report.verdict, Verdict::not_proved);
  ASSERT_TRUE(report.size.has_value() && !report.size->hot_spots.empty());
  for (const HotSpot& spot : report.size->hot_spots) EXPECT_EQ(spot.object, "x");
}

}  // namespace
}  // namespace weft
