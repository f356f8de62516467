// Scenarios as tests: what GoogleTest and a person get to see of them.
#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "weft/tests/support/sanitized.h"
#include "weft/tests/support/shell.h"

namespace weft {
namespace {

using shell::contains;
using shell::Outcome;

Outcome tests(const std::string& arguments, const std::string& variables = "") {
  return shell::run(variables + " '" WEFT_SAMPLE_TESTS "' " + arguments);
}

std::string token_in(const std::string& text) {
  std::smatch found;
  return std::regex_search(text, found, std::regex("--weft_replay=(\\S+)")) ? found[1].str() : "";
}

TEST(WeftTest, PassesWhenEveryExecutionDoes) {
  const Outcome outcome = tests("--gtest_filter=Counter.AddsUp");
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "[     weft ] verified: 2 executions")) << outcome.out;
}

TEST(WeftTest, FailsWithTheScheduleOfAFailedExpectation) {
  const Outcome outcome = tests("--gtest_filter=Counter.LosesUpdates");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(contains(outcome.out, "an update got lost")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "--weft_replay=w1.")) << outcome.out;
}

/// A destructor of a static object would wait for the goroutine that crashed.
TEST(WeftTest, EndsThoughACrashLeftALockBehind) {
  if (testing_support::kSanitized) GTEST_SKIP() << "the sanitizer reports it";
  const Outcome outcome = tests("--gtest_filter=Ruins.AreLeft");
  EXPECT_EQ(outcome.status, 1) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "--weft_replay=w1.Ruins.AreLeft")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "1 FAILED TEST")) << outcome.out;
}

TEST(WeftTest, TellsAFailureOnce) {
  const std::string out = tests("--gtest_filter=Counter.LosesUpdates").out;
  EXPECT_EQ(out.find("tests.cc:11: Failure"),
            out.rfind(": Failure") - std::string("tests.cc:11").size())
      << out;
}

TEST(WeftTest, LeavesTheGoroutineWhoseAssertionFails) {
  const Outcome outcome = tests("--gtest_filter=Counter.FailsInAGoroutine");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(contains(outcome.out, "= 2, 1")) << outcome.out;
  EXPECT_FALSE(contains(outcome.out, "never reached")) << outcome.out;
}

TEST(WeftTest, MayBeSkippedFromInside) {
  const Outcome outcome = tests("--gtest_filter=Counter.IsSkipped");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(contains(outcome.out, "[  SKIPPED ]")) << outcome.out;
}

TEST(WeftTest, StopsAtTheBudgetGivenBesideIt) {
  const Outcome outcome = tests("--gtest_filter=Counter.RunsOutOfBudget");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(contains(outcome.out, "not proved: 3 executions")) << outcome.out;
}

TEST(WeftTest, FailsUnprovedIfAProofIsRequired) {
  const Outcome outcome = tests("--gtest_filter=Counter.RunsOutOfBudget", "WEFT_REQUIRE=verified");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(contains(outcome.out, "the budget was used up after 3 executions")) << outcome.out;
}

TEST(WeftTest, StandsBesidePlainTests) {
  EXPECT_EQ(tests("--gtest_filter=Counter.MayBePlainToo:Counter.AddsUp").status, 0);
}

TEST(WeftTest, MakesAFixtureForEachExecution) {
  EXPECT_EQ(tests("--gtest_filter=Inbox.HasALetter").status, 0);
  const Outcome outcome = tests("--gtest_filter=Inbox.IsFull");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(contains(outcome.out, "DEADLOCK")) << outcome.out;
}

TEST(WeftTest, HandsParametersIn) {
  EXPECT_EQ(tests("--gtest_filter=Sizes/Pipe.TakesWhatNobodyReads/0").status, 1);
  EXPECT_EQ(tests("--gtest_filter=Sizes/Pipe.TakesWhatNobodyReads/1").status, 0);
}

TEST(WeftTest, CanBeRepeatedAndSharded) {
  const Outcome outcome = tests("--gtest_filter=Counter.AddsUp:Inbox.HasALetter --gtest_repeat=2",
                                "GTEST_TOTAL_SHARDS=2 GTEST_SHARD_INDEX=0");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(contains(outcome.out, "Repeating all tests (iteration 2)")) << outcome.out;
}

TEST(WeftTest, PutsItsVerdictIntoReports) {
  const std::string file = shell::folder() + "/report.xml";
  EXPECT_EQ(tests("--gtest_filter=Counter.LosesUpdates --gtest_output=xml:" + file).status, 1);
  std::ostringstream xml;
  xml << std::ifstream(file).rdbuf();
  EXPECT_TRUE(contains(xml.str(), R"(name="weft.verdict" value="violation")")) << xml.str();
  EXPECT_TRUE(contains(xml.str(), R"(name="weft.replay" value="w1.)")) << xml.str();
}

TEST(TestReplay, ReproducesTheFailureAlone) {
  const std::string token = token_in(tests("--gtest_filter=Counter.LosesUpdates").out);
  const Outcome outcome = tests("--weft_replay=" + token);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(contains(outcome.out, "an update got lost")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "1 test from 1 test suite ran")) << outcome.out;
}

TEST(TestReplay, WorksByEnvironmentAndWithParameters) {
  const std::string token = token_in(tests("--gtest_filter='Sizes/*'").out);
  const Outcome outcome = tests("", "WEFT_REPLAY=" + token);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(contains(outcome.out, "1 FAILED TEST")) << outcome.out;
}

TEST(TestReplay, RefusesAMalformedToken) {
  const Outcome outcome = tests("--weft_replay=nonsense");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_TRUE(contains(outcome.err, "is not a replay token")) << outcome.err;
  EXPECT_EQ(shell::lines(outcome.err), 1U) << outcome.err;
}

TEST(TestReplay, TakesAFileForTheTokenInIt) {
  const std::string folder = shell::folder() + "/to_replay";
  tests("--gtest_filter=Counter.LosesUpdates --weft_save=" + folder);
  const Outcome outcome = tests("--weft_replay=" + folder + "/Counter.LosesUpdates.weft");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(contains(outcome.out, "an update got lost")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "1 test from 1 test suite ran")) << outcome.out;
}

TEST(TestFlags, WithoutAValueAreRefused) {
  const Outcome outcome = tests("--weft_replay=");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_TRUE(contains(outcome.err, "--weft_replay needs a value")) << outcome.err;
}

TEST(TestFlags, AreToldByHelp) {
  const Outcome outcome = tests("--help");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(contains(outcome.out, "--weft_replay=")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "random, descents and naive")) << outcome.out;
}

TEST(TestFlags, RefuseNumbersOutOfTheirRange) {
  const auto refused = [](const std::string& flag, const std::string& number) {
    const Outcome outcome = tests("--weft_" + flag + '=' + number);
    EXPECT_EQ(outcome.status, 2) << flag << '=' << number;
    EXPECT_EQ(shell::lines(outcome.err), 1U) << outcome.err;
    EXPECT_TRUE(contains(outcome.err, "weft_" + flag + " is a whole number from ")) << outcome.err;
    EXPECT_TRUE(contains(outcome.err, ", not \"" + number + '"')) << outcome.err;
  };
  for (const char* const flag : {"preemptions", "max_executions", "seed"}) {
    for (const char* const number : {"-1", "18446744073709551616", "many", "3x", "1.5"}) {
      refused(flag, number);
    }
  }
  refused("preemptions", "4294967296");
  refused("max_executions", "0");
  EXPECT_EQ(tests("", "WEFT_PREEMPTIONS=4294967296").status, 2);
  EXPECT_EQ(tests("--weft_strategy=lucky").status, 2);
}

TEST(TestSaves, TriesFirstWhatFailedTheLastTime) {
  const std::string folder = shell::folder() + "/failures";
  const std::string test = "--gtest_filter=Counter.LosesUpdates";
  const std::string once = test + " --weft_max_executions=1 --weft_save=" + folder;
  EXPECT_EQ(tests(test + " --weft_max_executions=1").status, 0);  // not found by a single execution
  const Outcome found = tests(test, "WEFT_SAVE=" + folder);
  EXPECT_EQ(found.status, 1);
  EXPECT_TRUE(contains(found.out, "show --html " + folder + "/Counter.LosesUpdates.weft"))
      << found.out;
  EXPECT_EQ(tests(once, "CI=").status, 1);
}

TEST(TestSaves, AreNotTriedInCiUnlessAskedFor) {
  const std::string folder = shell::folder();
  const std::string test = "--gtest_filter=Counter.LosesUpdates --weft_save=" + folder;
  EXPECT_EQ(tests(test, "CI=true").status, 1);
  const std::string once = test + " --weft_max_executions=1";
  EXPECT_EQ(tests(once, "CI=true").status, 0);
  EXPECT_EQ(tests(once + " --weft_try_saved=always", "CI=true").status, 1);
  EXPECT_EQ(tests(once, "CI= WEFT_TRY_SAVED=never").status, 0);
}

TEST(TestSaves, RefuseAFolderThatCannotBeMade) {
  const Outcome outcome =
      tests("--gtest_filter=Counter.LosesUpdates --weft_save=/dev/null/failures");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_TRUE(contains(outcome.out, "cannot make folder")) << outcome.out;
}

TEST(TestResume, GoesOnWithTheSearchThatWasCutOff) {
  const std::string folder = shell::folder();
  const auto cut = tests("--gtest_filter=Counter.RunsOutOfBudget --weft_checkpoint=" + folder);
  const std::string file = folder + "/weft_sample_tests.Counter.RunsOutOfBudget.search";
  EXPECT_TRUE(contains(cut.out, "--weft_resume=" + file)) << cut.out;
  const auto resumed = tests("--weft_resume=" + file);
  EXPECT_EQ(resumed.status, 0) << resumed.out;
  EXPECT_TRUE(contains(resumed.out, "not proved: 6 executions")) << resumed.out;
}

TEST(TestFlags, RefuseWhatTheyDoNotKnow) {
  for (const char* const wrong :
       {"--weft_tim=10s", "--weft_time=soon", "--weft_max_executions=many", "--weft_time",
        "--weft_require=luck", "--weft_try_saved=maybe"}) {
    const Outcome outcome = tests(wrong);
    EXPECT_EQ(outcome.status, 2) << wrong;
    EXPECT_EQ(shell::lines(outcome.err), 1U) << outcome.err;
  }
}

TEST(TestFlags, BeatWhatStandsBesideTheTest) {
  const Outcome outcome =
      tests("--gtest_filter=Counter.RunsOutOfBudget --weft_max_executions=2", "WEFT_TIME=1m");
  EXPECT_TRUE(contains(outcome.out, "not proved: 2 executions")) << outcome.out;
}

TEST(TestFlags, BoundPreemptions) {
  const Outcome outcome = tests("--gtest_filter=Counter.AddsUp --weft_preemptions=0");
  EXPECT_EQ(outcome.status, 0) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "verified up to a bound")) << outcome.out;
  const Outcome required =
      tests("--gtest_filter=Counter.AddsUp --weft_preemptions=0 --weft_require=verified");
  EXPECT_EQ(required.status, 1) << required.out;
}

TEST(TestFlags, RefuseAStrategyThereIsNot) {
  const Outcome outcome = tests("--gtest_filter=Counter.AddsUp --weft_strategy=luck");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_TRUE(contains(outcome.err, "no strategy is called \"luck\"")) << outcome.err;
  EXPECT_FALSE(contains(outcome.out, "Running")) << outcome.out;
}

}  // namespace
}  // namespace weft
