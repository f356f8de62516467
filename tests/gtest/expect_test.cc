// Searching inside a plain test, and saying what must come out.
#include "weft/explorer/gtest/expect.h"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

/// Waits for what nobody sends.
void waits_for_ever() {
  const Chan<int> nothing("nothing");
  static_cast<void>(nothing.recv());
}

void goes_well() {
  Chan<int> numbers(1, "numbers");
  numbers.send(1);
}

/// Fails an expectation in a goroutine.
void expects_wrongly() {
  WaitGroup wg("wg");
  wg.add(1);
  go("wrong", [&] {
    EXPECT_EQ(1, 2);
    wg.done();
  });
  wg.wait();
}

/// Has two executions.
void two_writers() {
  Atomic<int> last(0, "last");
  WaitGroup wg("wg");
  wg.add(2);
  for (int i = 1; i <= 2; ++i) {
    go("writer", [&, i] {
      last.store(i);
      wg.done();
    });
  }
  wg.wait();
}

TEST(ExpectFinds, PassesWhenTheKindIsFound) {
  EXPECT_FINDS(kind::kDeadlock, waits_for_ever);
  ASSERT_FINDS(kind::kDeadlock, waits_for_ever, {.max_executions = 10});
}

TEST(ExpectFinds, TakesFailedExpectationsForFindings) {
  EXPECT_FINDS(kind::kCheckFailed, expects_wrongly);
}

TEST(ExpectFinds, SaysWhatWasFoundInstead) {
  EXPECT_NONFATAL_FAILURE(EXPECT_FINDS(kind::kLeak, waits_for_ever), "found: violation after");
  EXPECT_NONFATAL_FAILURE(EXPECT_FINDS(kind::kLeak, goes_well),
                          "found: verified after 1 execution");
}

TEST(ExpectVerified, PassesWhenNothingIsFound) {
  EXPECT_VERIFIED(goes_well);
  ASSERT_VERIFIED(goes_well, {.strategy = "naive"});
}

TEST(ExpectVerified, TellsTheCounterexample) {
  EXPECT_NONFATAL_FAILURE(EXPECT_VERIFIED(waits_for_ever), "DEADLOCK");
  EXPECT_FATAL_FAILURE(ASSERT_VERIFIED(waits_for_ever), "DEADLOCK");
}

TEST(ExpectVerified, IsNotContentWithABudgetUsedUp) {
  EXPECT_NONFATAL_FAILURE(EXPECT_VERIFIED(two_writers, {.max_executions = 1}),
                          "not proved after 1 execution");
}

TEST(FindsMatcher, MatchesReportsByKind) {
  EXPECT_THAT(explore(waits_for_ever), Finds(kind::kDeadlock));
  EXPECT_THAT(explore(waits_for_ever), testing::Not(Finds(kind::kPanic)));
  EXPECT_THAT(explore(goes_well), testing::Not(Finds(kind::kDeadlock)));
}

}  // namespace
}  // namespace weft
