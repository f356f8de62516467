// A search that is cut off, again and again, comes to what an uninterrupted one comes to.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <random>
#include <string>

#include "weft/explorer/explore/explore.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/cut_searches.h"
#include "weft/tests/support/known_programs.h"

namespace weft {
namespace {

using namespace testing_support;

struct Case {
  std::string name;
  std::function<void()> body;
  std::uint64_t patience = 20;
};

class Resumed : public testing::TestWithParam<Case> {};

TEST_P(Resumed, ComesToWhatAnUninterruptedSearchComesTo) {
  const weft::Scenario scenario = named(GetParam().body);
  Options options;
  options.keep_going = true;
  const Report whole = explore(scenario, options);
  int breaks = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Outcome outcome = with_breaks(scenario, options, seed, GetParam().patience);
    expect_same(outcome.report, whole);
    breaks += outcome.breaks;
  }
  EXPECT_GT(breaks, 0);
}

INSTANTIATE_TEST_SUITE_P(Programs, Resumed,
                         testing::Values(Case{"Mutex", lockers(4, 2), 400},
                                         Case{"LastZero", last_zero(9), 400},
                                         Case{"Pairings", senders_and_receivers(6, 6, 0), 100},
                                         Case{"Philosophers", philosophers(5, false), 8},
                                         Case{"FanOut", fan_out(6, 3), 200},
                                         Case{"Timeouts", timeouts},
                                         Case{"Findings", two_findings, 30}),
                         [](const auto& info) { return info.param.name; });

std::string cut_off(const weft::Scenario& scenario) {
  Cutter cutter(3);
  EXPECT_TRUE(explore(scenario, {}, cutter).interrupted);
  return cutter.saved;
}

TEST(Resume, WorksForSeveralThreads) {
  const weft::Scenario scenario = named(lockers(3, 4));
  Options options;
  options.jobs = 3;
  int breaks = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Outcome outcome = with_breaks(scenario, options, seed, 15'000);
    EXPECT_EQ(outcome.report.verdict, Verdict::verified);
    EXPECT_EQ(outcome.report.executions, 34'650U);
    breaks += outcome.breaks;
  }
  EXPECT_GT(breaks, 5);
}

TEST(Resume, GoesOnWithOneThreadWhereSeveralLeftOff) {
  const weft::Scenario scenario = named(lockers(3, 4));
  Options options;
  options.jobs = 3;
  Cutter cutter(200);
  ASSERT_TRUE(explore(scenario, options, cutter).interrupted);
  Monitor nobody;
  const Report report = resume(scenario, cutter.saved, {}, nobody);
  EXPECT_EQ(report.verdict, Verdict::verified);
  EXPECT_EQ(report.executions, 34'650U);
}

TEST(Resume, CountsItsBudgetFromNowOn) {
  const weft::Scenario scenario = named(lockers(4, 2));
  Options options;
  options.max_executions = 100;
  Cutter cutter(1'000'000);
  EXPECT_EQ(explore(scenario, options, cutter).executions, 100U);
  EXPECT_EQ(resume(scenario, cutter.saved, options, cutter).executions, 200U);
}

TEST(Resume, RefusesEveryDamage) {
  const weft::Scenario scenario = named(lockers(4, 2));
  const std::string saved = cut_off(scenario);
  for (std::size_t at = 0; at < saved.size(); ++at) {
    std::string damaged = saved;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    EXPECT_NE(refusal(scenario, damaged), "") << "byte " << at;
    EXPECT_NE(refusal(scenario, saved.substr(0, at)), "") << "first " << at;
  }
  EXPECT_NE(refusal(scenario, saved + 'x'), "");
}

TEST(Resume, SaysWhyItRefuses) {
  const weft::Scenario scenario = named(lockers(4, 2));
  const std::string saved = cut_off(scenario);
  EXPECT_EQ(refusal(scenario, "hello"),
            "this is no search that can go on: it is not a file of weft's");
  EXPECT_EQ(refusal(scenario, "weft search 0\n"),
            "this is no search that can go on: another version of weft has written it");
  EXPECT_EQ(refusal(scenario, saved.substr(0, saved.size() - 1)),
            "this is no search that can go on: it is damaged, or not all there");
  weft::Scenario other = scenario;
  other.name = "other";
  EXPECT_EQ(refusal(other, saved), "the search is one of scenario \"scenario\"");
}

TEST(Resume, RefusesAScenarioThatDoesSomethingElse) {
  EXPECT_EQ(
      refusal(named(lockers(3, 2)), cut_off(named(lockers(4, 2)))),
      "the search of \"scenario\" cannot go on: the program, or what it rests on, has changed "
      "since");
}

}  // namespace
}  // namespace weft
