// What a counterexample looks like on a terminal.
#include "weft/explorer/output/text_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>

#include "weft/explorer/output/display.h"
#include "weft/tests/output/golden.h"
#include "weft/tests/output/samples.h"
#include "weft/tests/output/told.h"

namespace weft {
namespace {

using output::Style;

constexpr Style kWide{.width = 160, .utf8 = true};
constexpr Style kAscii{.width = 80};
constexpr Style kColoured{.width = 80, .utf8 = true, .colour = true};
constexpr Style kFull{.width = 80, .utf8 = true, .full = true};

std::string without_colour(std::string text) {
  for (auto at = text.find('\x1b'); at != text.npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) - at + 1);
  }
  return text;
}

TEST(TextReport, DeadlockOnANarrowTerminal) {
  golden::expect_same(told(samples::deadlock(), kNarrow), "deadlock_80.txt");
}

TEST(TextReport, DeadlockOnAWideTerminal) {
  golden::expect_same(told(samples::deadlock(), kWide), "deadlock_160.txt");
}

TEST(TextReport, DeadlockInAscii) {
  golden::expect_same(told(samples::deadlock(), kAscii), "deadlock_ascii.txt");
}

TEST(TextReport, DeadlockInColour) {
  golden::expect_same(told(samples::deadlock(), kColoured), "deadlock_colour.txt");
}

TEST(TextReport, LeakOfManyGoroutinesAsAList) {
  golden::expect_same(told(samples::leak(), kNarrow), "leak_80.txt");
}

TEST(TextReport, LeakUnfolded) {
  golden::expect_same(told(samples::leak(), kFull), "leak_full.txt");
}

TEST(TextReport, RaceWithForeignLetters) {
  golden::expect_same(told(samples::race(), kNarrow), "race_80.txt");
}

TEST(TextReport, RaceWithForeignLettersInAscii) {
  golden::expect_same(told(samples::race(), kAscii), "race_ascii.txt");
}

TEST(TextReport, FitsOnAScreen) {
  for (const auto& counterexample : {samples::deadlock(), samples::leak(), samples::race()}) {
    EXPECT_LE(lines(told(counterexample, kNarrow)).size(), 40U);
  }
}

TEST(TextReport, IsNeverWiderThanTheTerminal) {
  for (const std::size_t width : {40U, 57U, 80U, 160U}) {
    for (const auto& counterexample : {samples::deadlock(), samples::leak(), samples::race()}) {
      for (const std::string& line : lines(told(counterexample, {.width = width, .utf8 = true}))) {
        const bool command = line.find("replay") != line.npos || line.find("explain") != line.npos;
        if (command) continue;  // to be pasted whole
        EXPECT_LE(output::display_width(line), width) << line;
      }
    }
  }
}

TEST(TextReport, SaysTheSameWithoutColours) {
  EXPECT_EQ(without_colour(told(samples::deadlock(), kColoured)),
            told(samples::deadlock(), kNarrow));
}

TEST(TextReport, IsAsciiIfTheLocaleIs) {
  const std::string text = told(samples::race(), kAscii);
  EXPECT_TRUE(std::ranges::all_of(text, [](char c) { return c >= 0; })) << text;
}

TEST(TextReport, LetsNothingControlTheTerminal) {
  EXPECT_EQ(told(samples::race(), kNarrow).find('\x1b'), std::string::npos);
}

TEST(TextReport, UnfoldsEveryStep) {
  const std::string text = told(samples::leak(), kFull);
  const std::size_t steps = samples::leak().transcript.steps.size();
  EXPECT_NE(text.find("\n  " + std::to_string(steps) + "  "), std::string::npos) << text;
}

TEST(TextReport, SurvivesACounterexampleThatSaysNothing) {
  Counterexample nothing;
  nothing.finding.kind = "unheard-of";
  EXPECT_NE(told(nothing, kNarrow).find("UNHEARD OF"), std::string::npos);
}

TEST(TextReport, FoldsALongTaleToItsDecisiveSteps) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  const std::size_t other = tale.goroutine("other", 1);
  for (int i = 0; i < 500; ++i) tale.step(i % 2 == 0 ? 0 : other, "lock", std::to_string(i), 1);
  tale.waits(other, "lock", "mu", 2);
  tale.told.finding = {.kind = kind::kLeak, .message = "m", .goroutines = {"other"}, .objects = {}};
  const std::string text = told(tale.told, kNarrow);
  EXPECT_LE(lines(text).size(), 40U) << text;
  EXPECT_NE(text.find("\n 501            lock 499"), std::string::npos) << text;
}

TEST(TextReport, FindsTheLineOfAFailedCheck) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  tale.step(0, "load", "done", 3);
  tale.step(0, "store", "done", 5);
  tale.told.finding = {.kind = kind::kCheckFailed,
                       .message = "bank.txt:3: expected all",
                       .goroutines = {"main"},
                       .objects = {}};
  EXPECT_NE(told(tale.told, kNarrow).find("bank.txt:3 |"), std::string::npos);
}

TEST(TextReport, SaysThatTheSourceIsNewerThanTheProgram) {
  const auto text = [](std::int64_t built) {
    samples::Tale tale;
    tale.goroutine("main", 0);
    tale.step(0, "lock", "mu", 1);
    tale.told.transcript.steps.back().at = {.file = __FILE__, .line = __LINE__};
    tale.told.finding = {
        .kind = kind::kCheckFailed, .message = "m", .goroutines = {"main"}, .objects = {}};
    tale.told.built = built;
    return told(tale.told, kWide);
  };
  const std::string remark = "the file has changed since the program was built";
  EXPECT_NE(text(1).find(remark), std::string::npos) << text(1);
  EXPECT_EQ(text(std::numeric_limits<std::int64_t>::max()).find(remark), std::string::npos);
  EXPECT_EQ(text(0).find(remark), std::string::npos) << "nobody knows";
}

/// A goroutine that waits at a channel with a lock that another one wants.
Counterexample waits_with_a_lock() {
  samples::Tale tale;
  tale.goroutine("main", 0);
  const std::size_t keeper = tale.goroutine("keeper", 1);
  const std::size_t sender = tale.goroutine("sender", 2);
  tale.step(keeper, "lock", "mu", 2);
  tale.waits(keeper, "recv", "news", 3);
  tale.holds(keeper, "mu", 2, 2);
  tale.waits(sender, "lock", "mu", 4);
  tale.told.finding = {.kind = kind::kLeak,
                       .message = "keeper waits for ever at recv news",
                       .goroutines = {"keeper", "sender"},
                       .objects = {"news", "mu"}};
  return std::move(tale.told);
}

TEST(TextReport, DoesNotBlameALockThatIsGivenBackInTime) {
  EXPECT_NE(told(waits_with_a_lock(), kWide).find("while holding a lock that it takes"),
            std::string::npos);
}

TEST(TextReport, CuresAContextByCancellingIt) {
  samples::Tale tale;
  const std::size_t waiter = tale.goroutine("waiter", 0);
  tale.waits(waiter, "recv", "context@bank.txt:1", 1);
  tale.told.finding = {.kind = kind::kLeak,
                       .message = "waiter waits for ever at recv context@bank.txt:1",
                       .goroutines = {"waiter"},
                       .objects = {}};
  EXPECT_NE(told(tale.told, kWide).find("cancel function on every path"), std::string::npos);
}

TEST(TextReport, PointsAtTheLineOfAPanic) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  tale.step(0, "load", "account", 2);
  tale.told.transcript.goroutines[0].breaks = {
      .operation = "panic", .object = {}, .at = tale.told.transcript.steps[0].at, .stack = {}};
  tale.told.transcript.goroutines[0].breaks.at.line = 4;
  tale.told.finding = {
      .kind = kind::kPanic, .message = "broke", .goroutines = {"main"}, .objects = {}};
  const std::string text = told(tale.told, kNarrow);
  EXPECT_NE(text.find("bank.txt:4 |"), std::string::npos) << text;
  EXPECT_NE(text.find("here it goes wrong"), std::string::npos) << text;
}

TEST(TextReport, ShowsWhatWasPrintedBelowItsStep) {
  const std::string text = told(samples::race(), kWide);
  EXPECT_NE(text.find("prints \"abgehoben: 90 \xE2\x82\xAC\"\n"), std::string::npos) << text;
  EXPECT_NE(text.find("prints \"Saldo \\x1b[31m-1\"\n"), std::string::npos) << text;
}

TEST(TextReport, ShowsTheCallsOfAStepInFull) {
  const std::string text = told(samples::race(), kFull);
  EXPECT_NE(text.find("in abheben, from bank.txt:6"), std::string::npos) << text;
  EXPECT_EQ(told(samples::race(), kNarrow).find("in abheben"), std::string::npos);
}

TEST(TextReport, SaysWhichSwitchesAreNeeded) {
  Counterexample deadlock = samples::deadlock();
  deadlock.transcript.steps[3].need = Transcript::Need::free;
  const std::string text = told(deadlock, kNarrow);
  EXPECT_NE(
      text.find("tried: the switch before step 5 is needed; at step 4 others could go on, too\n"),
      std::string::npos)
      << text;
}

TEST(TextReport, LeavesOutWhatTheUserDidNotWrite) {
  Counterexample deadlock = samples::deadlock();
  for (const char* const ours : {"end of", "arrival", "borrows", "returns"}) {
    deadlock.transcript.steps[0].operation = ours;
    EXPECT_EQ(told(deadlock, kNarrow).find(ours), std::string::npos) << ours;
    EXPECT_NE(told(deadlock, kFull).find(ours), std::string::npos) << ours;
  }
}

TEST(TextReport, CuresWhatIsThere) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  tale.told.finding = {.kind = kind::kPanic,
                       .message = "sync: negative WaitGroup counter",
                       .goroutines = {},
                       .objects = {}};
  EXPECT_NE(told(tale.told, kNarrow).find("one done() for each add(1)"), std::string::npos);
}

TEST(TextReport, CuresAPanicUnderALockByLookingAgain) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  tale.step(0, "lock", "mu", 2);
  tale.told.finding = {.kind = kind::kPanic, .message = "m", .goroutines = {"main"}, .objects = {}};
  EXPECT_NE(told(tale.told, kNarrow).find("whenever the lock was free"), std::string::npos);
}

TEST(TextReport, SaysADefaultFirst) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  tale.step(0, "select", "recv jobs | recv stop | default", 2).result = "default";
  tale.told.finding = {.kind = kind::kPanic, .message = "m", .goroutines = {"main"}, .objects = {}};
  EXPECT_NE(told(tale.told, kNarrow).find("default (not recv jobs | recv stop)"),
            std::string::npos);
}

TEST(TextReport, CuresAReadLockTakenAgainAsSuch) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  tale.step(0, "rlock", "rw", 2);
  tale.holds(0, "rw", 0, 2);
  tale.waits(0, "rlock", "rw", 3);
  tale.told.finding = {
      .kind = kind::kDeadlock, .message = "m", .goroutines = {"main"}, .objects = {"rw"}};
  EXPECT_NE(told(tale.told, kNarrow).find("do not take a read lock again"), std::string::npos);
}

TEST(TextReport, HasAKeyOfTheSignsItUsesOnly) {
  EXPECT_EQ(told(samples::deadlock(), kWide).find("is read"), std::string::npos);
  EXPECT_NE(told(samples::race(), kWide).find("x → 1: x is read, x ← 1: x is written"),
            std::string::npos);
}

}  // namespace
}  // namespace weft
