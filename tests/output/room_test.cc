// What a report says first where there is no room for all of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "weft/explorer/output/blame.h"
#include "weft/explorer/output/source_line.h"
#include "weft/explorer/output/text_report.h"
#include "weft/tests/output/samples.h"
#include "weft/tests/output/told.h"

namespace weft {
namespace {

TEST(Room, LeavesOutNoStepThatItSpeaksOf) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  const std::size_t other = tale.goroutine("other", 1);
  for (int i = 0; i < 100; ++i) tale.step(i % 2 == 0 ? 0 : other, "lock", std::to_string(i), 1);
  tale.waits(other, "lock", "mu", 2);
  tale.told.finding = {.kind = kind::kLeak, .message = "m", .goroutines = {"other"}, .objects = {}};
  tale.told.cause = {"other waits at lock mu, held by main since step 12.", "main has mu.",
                     "It ends."};
  tale.told.decisive = {20, 30};
  tale.told.transcript.steps[40].need = Transcript::Need::needed;
  tale.told.transcript.steps[50].need = Transcript::Need::free;
  const std::vector<std::string> text = lines(told(tale.told, kNarrow));
  for (const char* number : {"  12  ", "  21  ", "  31  ", "  41  ", "  51  "}) {
    EXPECT_TRUE(std::ranges::any_of(text, [&](const std::string& line) {
      return line.starts_with(number);
    })) << number;
  }
}

TEST(Room, GoesOnInTheNextLineWhereWordsAreTooWideForTheirColumn) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  const std::size_t other = tale.goroutine("other", 1);
  tale.step(0, "add", "items to be processed", 1).result = "now 1";
  tale.step(other, "compare_and_swap", "items to be processed", 1).result = "from 1 to 2";
  tale.told.finding = {.kind = kind::kDeadlock, .message = "m", .goroutines = {}, .objects = {}};
  const std::string text = told(tale.told, {.width = 50, .utf8 = true});
  EXPECT_EQ(text.find("…"), text.npos) << text;
  EXPECT_NE(text.find("2)"), text.npos) << text;
}

TEST(Room, ListsWhoWaitsWhereTheCauseHasNoRoomForIt) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  tale.told.finding = {.kind = kind::kDeadlock, .message = "m", .goroutines = {}, .objects = {}};
  for (const char* name : {"first", "second", "third", "fourth"}) {
    const std::size_t g = tale.goroutine(name, 1);
    tale.step(g, "lock", name, 1);
    tale.waits(g, "lock", "mu", 2);
    tale.told.cause.push_back(std::string(name) + " waits at lock mu");
    for (int i = 0; i < 60; ++i) tale.told.cause.back() += ", after it was called";
  }
  const std::string text = told(tale.told, kNarrow);
  EXPECT_LE(lines(text).size(), 40U) << text;
  EXPECT_NE(text.find("still waiting"), text.npos) << text;
  EXPECT_NE(text.find("\n  fourth  lock mu"), text.npos) << text;
}

TEST(Room, SaysOfAReplayOnlyWhatItKnows) {
  Counterexample replayed = samples::deadlock();
  replayed.found_in_execution = 0;
  replayed.minimal = false;
  const std::string text = told(replayed, kNarrow);
  EXPECT_EQ(text.find("smallest"), text.npos) << text;
  EXPECT_NE(text.find("\n  1 preemption, "), text.npos) << text;
}

TEST(Room, SaysOfAScheduleThatPassesThatNothingIsBroken) {
  Counterexample passes = samples::deadlock();
  passes.finding = {};
  EXPECT_TRUE(told(passes, kNarrow).starts_with("NOTHING IS BROKEN\n")) << told(passes, kNarrow);
}

TEST(SourceLine, IsThatOfTheMeetingThatWasTheLastThingSomebodyDid) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  const std::size_t sender = tale.goroutine("sender", 1);
  tale.step(0, "lock", "mu", 2);
  tale.step(sender, "send", "c", 3).peer = 0;
  tale.told.finding = {
      .kind = kind::kCheckFailed, .message = "m", .goroutines = {"main"}, .objects = {}};
  const std::optional<output::Blame> blame = output::blame_of(tale.told);
  ASSERT_TRUE(blame.has_value());
  EXPECT_EQ(blame->operation, "send");
}

std::string underlined(const output::Blame& blame, const std::string& file, int line) {
  const output::Style style{.width = 80, .utf8 = false};
  const auto lines =
      output::source_lines({.file = file, .line = line}, output::words_for(blame), "remark", style);
  if (lines.size() != 2) return "no lines";
  const std::size_t from = lines[1].find('^');
  return lines[0].substr(from, lines[1].find(' ', from) - from);
}

TEST(SourceLine, UnderlinesTheGuardOfALock) {
  std::mutex mu;
  std::scoped_lock lock(mu);
  const int here = __LINE__ - 1;
  EXPECT_EQ(underlined({.at = {}, .operation = "lock", .object = "mu"}, __FILE__, here),
            "scoped_lock");
}

TEST(SourceLine, UnderlinesTheObjectOfAnAccessWithoutAWord) {
  const int marked_value = 3;
  const int here = __LINE__ - 1;
  EXPECT_EQ(underlined({.at = {}, .operation = "write", .object = "marked_value@room.cc:3"},
                       __FILE__, here),
            "marked_value");
  EXPECT_EQ(marked_value, 3);
}

TEST(SourceLine, PicksNoWordWhereNoneFits) {
  const int other = 3;
  const int here = __LINE__ - 1;
  EXPECT_EQ(underlined({.at = {}, .operation = "send", .object = "jobs"}, __FILE__, here), "c");
  EXPECT_EQ(other, 3);
}

TEST(SourceLine, IsLastOfWhoWaitsUntilOthersAreDone) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  const std::size_t worker = tale.goroutine("worker", 1);
  tale.waits(0, "wait", "all", 2);
  tale.told.transcript.goroutines[0].waits.state = "lacks 1 done()";
  tale.waits(worker, "recv", "jobs", 3);
  tale.told.finding = {
      .kind = kind::kDeadlock, .message = "m", .goroutines = {"main", "worker"}, .objects = {}};
  const std::vector<output::Blame> blames = output::blames_of(tale.told);
  ASSERT_EQ(blames.size(), 2U);
  EXPECT_EQ(blames[0].at.line, 3);
}

TEST(SourceLine, IsToldOfBothWhoWaitForEachOther) {
  Counterexample deadlock = samples::deadlock();
  deadlock.transcript.goroutines[2].waits.at.line = 5;
  const std::vector<output::Blame> blames = output::blames_of(deadlock);
  ASSERT_EQ(blames.size(), 2U);
  EXPECT_EQ(blames[0].at.line, 3);
  EXPECT_EQ(blames[1].at.line, 5);
}

}  // namespace
}  // namespace weft
