// What each command does, by exit status and output.
#include <gtest/gtest.h>

#include <fstream>

#include "weft/explorer/output/glossary.h"
#include "weft/tests/support/shell.h"

namespace weft {
namespace {

using shell::contains;
using shell::sample;

TEST(ListCommand, NamesTheScenarios) {
  const auto [status, out, err] = sample("list");
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(contains(out, "sample/leak  (expects goroutine-leak)\n")) << out;
  EXPECT_TRUE(contains(out, "sample/turns\n")) << out;
}

TEST(ListCommand, UnderstandsPatterns) {
  EXPECT_EQ(sample("list --names 'sample/*turns'").out,
            "sample/many_turns\nsample/more_turns\nsample/some_turns\nsample/turns\n");
  EXPECT_EQ(shell::lines(sample("list --names sample/").out), 12U);
}

TEST(ListCommand, SaysWhatAScenarioIsAbout) {
  EXPECT_TRUE(contains(sample("list -v sample/turns").out, "    Good.\n"));
}

TEST(ExploreCommand, EndsWith0IfAllIsAsExpected) {
  const auto [status, out, err] = sample("explore sample/turns sample/leak");
  EXPECT_EQ(status, 0) << out << err;
  EXPECT_TRUE(contains(out, "ok   sample/turns  verified (")) << out;
  EXPECT_TRUE(contains(out, "ok   sample/leak  goroutine-leak found, as expected (")) << out;
  EXPECT_TRUE(contains(out, "2 scenarios: 2 as expected (exit 0: all as expected)\n")) << out;
}

TEST(ExploreCommand, ShowsTheCounterexampleOfAnExpectedFinding) {
  EXPECT_TRUE(contains(sample("explore sample/leak").out, "GOROUTINE LEAK: worker"));
}

TEST(ExploreCommand, EndsWith1ForAViolation) {
  const auto [status, out, err] = sample("explore sample/deadlock");
  EXPECT_EQ(status, 1);
  EXPECT_TRUE(contains(out, "FAIL sample/deadlock  violation: deadlock")) << out;
  EXPECT_TRUE(contains(out, "replay w1.sample/deadlock.")) << out;
}

TEST(ExploreCommand, EndsWith1IfAnExpectedFindingIsNotThere) {
  const auto [status, out, err] = sample("explore sample/hopeful");
  EXPECT_EQ(status, 1);
  EXPECT_TRUE(contains(out, "verified, but data-race was expected")) << out;
}

TEST(ExploreCommand, EndsWith4IfTheScenarioIsNotDeterministic) {
  const auto [status, out, err] = sample("explore sample/counts");
  EXPECT_EQ(status, 4) << err;
  EXPECT_TRUE(contains(out, "NONDETERMINISM: ")) << out;
}

TEST(ExploreCommand, EndsWith3IfTheBudgetIsUsedUp) {
  const auto [status, out, err] = sample("explore sample/many_turns --max-executions 3");
  EXPECT_EQ(status, 3);
  EXPECT_TRUE(contains(out, "open sample/many_turns  not proved (3 executions")) << out;
}

TEST(ExploreCommand, StopsWhenTheTimeIsOver) {
  EXPECT_EQ(sample("explore sample/many_turns --time 50ms --strategy naive").status, 3);
}

TEST(ExploreCommand, CanRequireAProofWithoutBounds) {
  const std::string bounded = "explore sample/turns --max-steps 6";
  EXPECT_EQ(sample(bounded).status, 0);
  EXPECT_EQ(sample(bounded + " --require verified").status, 3);
}

TEST(ExploreCommand, APassWithinABoundOfPreemptionsNamesTheBound) {
  const std::string bounded = "explore sample/many_turns --preemptions 0";
  const auto [status, out, err] = sample(bounded);
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(contains(out, "sample/many_turns  verified up to 0 preemptions (")) << out;
  EXPECT_EQ(sample(bounded + " --require verified").status, 3);
}

TEST(ExploreCommand, SaysWithWhatProbabilityPctWouldHaveFoundSomething) {
  const auto [status, out, err] =
      sample("explore sample/many_turns --strategy pct --bug-depth 2 --max-executions 50");
  EXPECT_EQ(status, 3);
  EXPECT_TRUE(contains(out, "a bug of depth 2 with a probability of at least 1/(5 x ")) << out;
}

TEST(ExploreCommand, ListsTheStrategiesInItsHelp) {
  const std::string out = sample("explore --help").out;
  for (const char* const name : {"dpor", "bounded", "auto", "pct", "random", "naive"}) {
    EXPECT_TRUE(contains(out, std::string(name) + " (")) << out;
  }
}

TEST(ExploreCommand, SaysLessWhenQuiet) {
  EXPECT_EQ(sample("explore -q sample/leak").out,
            "1 scenario: 1 as expected (exit 0: all as expected)\n");
}

TEST(ExploreCommand, ReadsOptionsFromTheEnvironment) {
  EXPECT_EQ(
      shell::run("WEFT_MAX_EXECUTIONS=3 '" WEFT_SAMPLE_TOOL "' explore sample/many_turns").status,
      3);
}

TEST(ExploreCommand, ReportsAnExceptionThatEscapes) {
  const auto [status, out, err] = sample("explore sample/throws");
  EXPECT_EQ(status, 1);
  EXPECT_TRUE(contains(out, "PANIC in main: out of luck")) << out;
}

TEST(ExploreCommand, EndsThoughSomebodyWaitsForWhatIsNotWefts) {
  const auto [status, out, err] = sample("explore sample/waits --watchdog 100ms");
  EXPECT_EQ(status, 1);
  EXPECT_TRUE(contains(out, "NEVER YIELDS in main: waits for")) << out;
}

TEST(ExploreCommand, AnnotatesOnGithub) {
  const auto told =
      shell::run("GITHUB_ACTIONS=true '" WEFT_SAMPLE_TOOL "' explore sample/deadlock");
  EXPECT_TRUE(contains(told.out, "\n::error file=")) << told.out;
  EXPECT_TRUE(contains(told.out, ",title=DEADLOCK::sample/deadlock: ")) << told.out;
}

TEST(ExploreCommand, HasNoColoursInAPipe) {
  EXPECT_FALSE(contains(sample("explore sample/leak").out, "\x1b"));
  EXPECT_TRUE(contains(sample("explore sample/leak --color always").out, "\x1b"));
}

TEST(ExploreCommand, KnowsNoColor) {
  const std::string tool = "'" WEFT_SAMPLE_TOOL "' explore sample/leak";
  EXPECT_TRUE(contains(shell::run("CLICOLOR_FORCE=1 " + tool).out, "\x1b"));
  EXPECT_FALSE(contains(shell::run("NO_COLOR=1 CLICOLOR_FORCE=1 " + tool).out, "\x1b"));
}

TEST(ExploreCommand, SpeaksTheLettersOfTheLocale) {
  const std::string tool = "'" WEFT_SAMPLE_TOOL "' explore sample/leak";
  EXPECT_TRUE(contains(shell::run("LC_ALL=C.UTF-8 " + tool).out, "✗ send results"));
  EXPECT_TRUE(contains(shell::run("LC_ALL=C " + tool).out, "X send results"));
}

std::string token_of(const std::string& scenario) {
  const std::string out = sample("explore " + scenario).out;
  const std::size_t from = out.find(" w1.") + 1;
  return out.substr(from, out.find('\n', from) - from);
}

TEST(ReplayCommand, ReproducesAFindingInAnotherFolder) {
  const std::string token = token_of("sample/deadlock");
  const auto [status, out, err] =
      shell::run("cd '" + shell::folder() + "'; '" WEFT_SAMPLE_TOOL "' replay " + token);
  EXPECT_EQ(status, 1) << err;
  EXPECT_TRUE(contains(out, "DEADLOCK: ")) << out;
  EXPECT_TRUE(contains(out, "replayed: the finding is reproduced\n")) << out;
}

TEST(ReplayCommand, EndsWith5AndNamesTheStepIfTheProgramIsAnother) {
  const std::string token = token_of("sample/edited");
  EXPECT_EQ(sample("replay " + token).status, 1);
  const auto [status, out, err] =
      shell::run("WEFT_SAMPLE_EDITED=1 '" WEFT_SAMPLE_TOOL "' replay " + token);
  EXPECT_EQ(status, 5) << out << err;
  EXPECT_TRUE(contains(out, "diverged: ")) << out;
  EXPECT_TRUE(contains(out, "worker: lock log")) << out;
}

TEST(ReplayCommand, DoesNotSpeakOfAFindingWhereTheProgramIsAnother) {
  const std::string token = token_of("sample/edited");
  const auto [status, out, err] =
      shell::run("WEFT_SAMPLE_EDITED=1 '" WEFT_SAMPLE_TOOL "' replay " + token);
  EXPECT_FALSE(out.starts_with(":")) << out;
  EXPECT_FALSE(contains(out, "smallest found")) << out;
}

TEST(DiffCommand, EndsWith5IfTheProgramIsAnother) {
  const auto [status, out, err] =
      shell::run("WEFT_SAMPLE_EDITED=1 '" WEFT_SAMPLE_TOOL "' diff " + token_of("sample/edited"));
  EXPECT_EQ(status, 5) << out << err;
  EXPECT_TRUE(out.starts_with("diverged: ")) << out;
}

TEST(ReplayCommand, EndsWith0ForAnExpectedFinding) {
  EXPECT_EQ(sample("replay " + token_of("sample/leak")).status, 0);
}

TEST(ExploreCommand, TriesFirstWhatWasSaved) {
  const std::string folder = shell::folder();
  EXPECT_EQ(sample("explore -q sample/deadlock --save '" + folder + "'").status, 1);
  const std::string once = "explore sample/deadlock --max-executions 1";
  EXPECT_EQ(sample(once).status, 3);
  EXPECT_EQ(sample(once + " --try-saved always --save '" + folder + "'").status, 1);
}

TEST(ExploreCommand, DoesNotTryWhatWasSavedInCi) {
  const std::string folder = shell::folder();
  (void)sample("explore -q sample/deadlock --save '" + folder + "'");
  const std::string once = "'" WEFT_SAMPLE_TOOL "' explore sample/deadlock --max-executions 1";
  EXPECT_EQ(shell::run("CI=true " + once + " --save '" + folder + "'").status, 3);
  EXPECT_EQ(shell::run("CI=false " + once + " --save '" + folder + "'").status, 1);
}

TEST(ReplayCommand, TakesASavedCounterexample) {
  const std::string folder = shell::folder();
  EXPECT_EQ(sample("explore -q sample/deadlock --save '" + folder + "'").status, 1);
  EXPECT_EQ(sample("replay '" + folder + "/sample.deadlock.weft'").status, 1);
}

TEST(ShowCommand, TellsASavedCounterexampleWithoutTheProgram) {
  const std::string folder = shell::folder();
  (void)sample("explore -q sample/deadlock --save '" + folder + "'");
  const auto [status, out, err] = shell::weft("show '" + folder + "/sample.deadlock.weft'");
  EXPECT_EQ(status, 0) << err;
  EXPECT_TRUE(contains(out, "DEADLOCK: ")) << out;
}

TEST(ShowCommand, DrawsPictures) {
  const std::string folder = shell::folder();
  (void)sample("explore -q sample/deadlock --save '" + folder + "'");
  const std::string file = " '" + folder + "/sample.deadlock.weft'";
  EXPECT_TRUE(shell::weft("show --html" + file).out.starts_with("<!DOCTYPE html>"));
  EXPECT_TRUE(shell::weft("show --svg" + file).out.starts_with("<svg "));
  EXPECT_TRUE(shell::weft("show --dot" + file).out.starts_with("digraph "));
  EXPECT_TRUE(shell::weft("show --mermaid" + file).out.starts_with("sequenceDiagram\n"));
  EXPECT_TRUE(shell::weft("show --perfetto" + file).out.starts_with("{"));
}

TEST(ShowCommand, WritesToAFile) {
  const std::string folder = shell::folder();
  (void)sample("explore -q sample/deadlock --save '" + folder + "'");
  EXPECT_EQ(shell::run("cd '" + folder + "'; '" WEFT_TOOL "' show --svg -o a.svg *.weft").status,
            0);
  EXPECT_TRUE(std::ifstream(folder + "/a.svg").good());
}

TEST(DiffCommand, ShowsTheNearestScheduleThatPasses) {
  const std::string folder = shell::folder();
  (void)sample("explore -q sample/deadlock --save '" + folder + "'");
  const shell::Outcome of_file = sample("diff '" + folder + "/sample.deadlock.weft'");
  EXPECT_EQ(of_file.status, 0) << of_file.err;
  EXPECT_TRUE(contains(of_file.out, "here they part")) << of_file.out;
  const std::size_t token = of_file.out.find("w1.sample/deadlock");
  const std::size_t end = of_file.out.find('\n', token);
  const shell::Outcome of_token = sample("diff '" + of_file.out.substr(token, end - token) + "'");
  EXPECT_EQ(of_token.out, of_file.out) << of_token.err;
}

TEST(DiffCommand, SaysIfNoneIsKnown) {
  const std::string folder = shell::folder();
  (void)sample("explore -q sample/leak --save '" + folder + "'");
  const shell::Outcome diff = sample("diff '" + folder + "/sample.leak.weft'");
  EXPECT_EQ(diff.status, 0) << diff.err;
  EXPECT_TRUE(contains(diff.out, "no schedule is known")) << diff.out;
}

TEST(ExplainCommand, KnowsEveryKind) {
  for (const output::Entry& entry : output::glossary()) {
    const auto [status, out, err] = shell::weft("explain " + std::string(entry.kind));
    EXPECT_EQ(status, 0) << err;
    EXPECT_TRUE(contains(out, "BAD\n")) << out;
  }
}

TEST(ExplainCommand, ListsTheKinds) {
  EXPECT_EQ(shell::lines(shell::weft("explain").out), output::glossary().size());
}

TEST(HelpCommand, NamesEveryCommandAndExitStatus) {
  const auto [status, out, err] = shell::weft("--help");
  EXPECT_EQ(status, 0);
  for (const char* const part :
       {"list", "explore", "replay", "show", "explain", "completion", "5  a replay diverged"}) {
    EXPECT_TRUE(contains(out, part)) << part;
  }
}

}  // namespace
}  // namespace weft
