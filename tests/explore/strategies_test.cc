// Strategies by name, and what is said of how far they got.
#include "weft/explorer/explore/strategies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string refused(const Options& options) {
  try {
    (void)explore([] {}, options);
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "not refused";
}

/// Nothing goes wrong here, in 20 traces.
void counting() {
  auto x = std::make_shared<Atomic<int>>();
  for (int g = 0; g < 2; ++g) {
    go([=] {
      for (int i = 0; i < 3; ++i) (void)x->fetch_add(1);
    });
  }
}

/// It takes one preemption.
void lost_update() {
  auto x = std::make_shared<Atomic<int>>();
  WaitGroup both("both");
  for (int g = 0; g < 2; ++g) {
    both.go([=] {
      const int seen = x->load();
      x->store(seen + 1);
    });
  }
  both.wait();
  if (x->load() != 2) panic("lost");
}

TEST(Strategies, AnUnknownOneIsRefusedWithTheNamesThereAre) {
  EXPECT_EQ(
      refused({.strategy = "bonded"}),
      "no strategy is called \"bonded\"; there are dpor, bounded, auto, pct, random, descents and "
      "naive; did you mean \"bounded\"?");
}

TEST(Strategies, AllThatEndAgreeOnASmallScenario) {
  for (const StrategyEntry& entry : strategies()) {
    Options options{.strategy = entry.name};
    if (!entry.ends) options.max_executions = 200;
    EXPECT_EQ(explore(counting, options).verdict,
              entry.ends ? Verdict::verified : Verdict::not_proved)
        << entry.name;
    EXPECT_EQ(explore(lost_update, options).verdict, Verdict::violation) << entry.name;
  }
}

TEST(Strategies, OneThatNeverEndsNeedsABudget) {
  EXPECT_THAT(refused({.strategy = "random"}), HasSubstr("needs a budget"));
  EXPECT_THAT(refused({.strategy = "pct"}), HasSubstr("needs a budget"));
}

TEST(Strategies, ABoundOfPreemptionsIsForBoundedOnly) {
  EXPECT_THAT(refused({.strategy = "naive", .preemptions = 2}), HasSubstr("not naive"));
  EXPECT_EQ(explore(counting, {.preemptions = 1}).strategy, "bounded");
}

TEST(Strategies, NumbersThatMakeNoSenseAreRefused) {
  using std::chrono::duration;
  EXPECT_EQ(refused({.max_steps = 0}),
            "the most steps of an execution must be from 1 to 4294967294, not 0");
  EXPECT_THAT(refused({.max_steps = 0xFFFFFFFF}), HasSubstr("not 4294967295"));
  EXPECT_THAT(refused({.max_goroutines = 65'535}), HasSubstr("from 1 to 65534, not 65535"));
  EXPECT_THAT(refused({.stack_bytes = 1024}), HasSubstr("from 16384 to "));
  EXPECT_THAT(refused({.stack_bytes = ~std::size_t{0}}), HasSubstr("from 16384 to "));
  EXPECT_THAT(refused({.spin_bound = -1}), HasSubstr("from 1 to 1000000, not -1"));
  EXPECT_THAT(refused({.bug_depth = 0}), HasSubstr("from 1 to 1000, not 0"));
  EXPECT_THAT(refused({.jobs = 0}), HasSubstr("from 1 to 1024, not 0"));
  EXPECT_THAT(refused({.jobs = 1'000'000}), HasSubstr("from 1 to 1024, not 1000000"));
  EXPECT_THAT(refused({.time = duration<double>(-1)}), HasSubstr("must be positive"));
  EXPECT_THAT(refused({.time = duration<double>(1e300)}), HasSubstr("less than 30 years"));
  EXPECT_THAT(refused({.watchdog = duration<double>(0)}), HasSubstr("must be positive"));
}

TEST(Strategies, APassWithinABoundNamesIt) {
  const Report report = explore(counting, {.preemptions = 1});
  EXPECT_EQ(report.verdict, Verdict::verified_bounded);
  EXPECT_THAT(report.bounds, ElementsAre("1 preemption"));
}

TEST(Strategies, ABoundThatKeepsNothingAwayIsNoBound) {
  const Report report = explore(counting, {.preemptions = 9});
  EXPECT_EQ(report.verdict, Verdict::verified);
  EXPECT_THAT(report.bounds, ElementsAre());
}

TEST(Strategies, TheFirstCounterexampleHasTheFewestPreemptions) {
  EXPECT_EQ(explore(lost_update, {.preemptions = 0}).verdict, Verdict::verified_bounded);
  const Report report = explore(lost_update, {.strategy = "bounded"});
  ASSERT_EQ(report.counterexamples.size(), 1U);
  EXPECT_EQ(report.counterexamples[0].transcript.preemptions, 1U);
  EXPECT_THAT(report.notes, ElementsAre("every execution with at most 0 preemptions was explored"));
}

TEST(Strategies, ASearchCutOffByItsBudgetSaysWhichBoundItHadFinished) {
  const Report report = explore(counting, {.strategy = "bounded", .max_executions = 4});
  EXPECT_EQ(report.verdict, Verdict::not_proved);
  EXPECT_THAT(report.notes, ElementsAre("every execution with at most 0 preemptions was explored"));
}

TEST(Strategies, PctSaysWithWhatProbability) {
  const Report report = explore(counting, {.strategy = "pct", .max_executions = 100});
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_THAT(report.notes[0], HasSubstr("with a probability of at least 1/(3 x 6^2)"));
}

}  // namespace
}  // namespace weft
