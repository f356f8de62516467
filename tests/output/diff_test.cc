// A failing schedule beside one that passes.
#include "weft/explorer/output/diff.h"

#include <gtest/gtest.h>

#include <sstream>

#include "weft/explorer/output/alignment.h"
#include "weft/explorer/output/changes.h"
#include "weft/explorer/output/display.h"
#include "weft/tests/output/golden.h"
#include "weft/tests/output/samples.h"

namespace weft::output {
namespace {

std::string diff(const Style& style, Counterexample told = samples::with_passing()) {
  return diff_of({.scenario = "bank/transfer", .told = std::move(told)}, style);
}

TEST(Diff, SideBySide) {
  golden::expect_same(diff({.width = 120, .utf8 = true}), "diff_120.txt");
}

TEST(Diff, OneBelowTheOtherWhereThereIsNoRoom) {
  golden::expect_same(diff({.width = 80, .utf8 = true}), "diff_80.txt");
}

TEST(Diff, InAscii) {
  golden::expect_same(diff({.width = 80}), "diff_ascii.txt");
}

TEST(Diff, IsNeverWiderThanTheTerminal) {
  for (const std::size_t width : {40U, 80U, 100U, 133U}) {
    std::istringstream in(diff({.width = width, .utf8 = true}));
    std::string line;
    while (std::getline(in, line)) EXPECT_LE(display_width(line), width) << line;
  }
}

TEST(Diff, FoldsWhatIsCommon) {
  Counterexample told = samples::with_passing();
  for (Transcript* const t : {&told.transcript, &told.passing}) {
    t->steps.insert(t->steps.begin(), 100, t->steps.front());
  }
  EXPECT_NE(diff({.width = 80}, told).find("102 steps the same"), std::string::npos)
      << diff({.width = 80}, told);
}

TEST(Alignment, KeepsAllStepsInOrder) {
  const Counterexample told = samples::with_passing();
  std::size_t left = 0;
  std::size_t right = 0;
  for (const Aligned& row : aligned(told.transcript, told.passing)) {
    if (row.left != kNoPartner) {
      EXPECT_EQ(row.left, left++);
    }
    if (row.right != kNoPartner) {
      EXPECT_EQ(row.right, right++);
    }
  }
  EXPECT_EQ(left, told.transcript.steps.size());
  EXPECT_EQ(right, told.passing.steps.size());
}

TEST(Changes, NameTheFirstStepThatDoesSomethingElse) {
  const Transcript saved = samples::deadlock().transcript;
  Transcript now = saved;
  now.steps[2].at.line += 10;
  now.steps[3].object = "ledger";
  EXPECT_EQ(first_change(saved, now),
            "step 4 was transfer: lock cash (bank.txt:2), and is transfer: lock ledger "
            "(bank.txt:2); 3 of 5 steps matched");
}

TEST(Changes, AreNoneInPlacesAndValues) {
  const Transcript saved = samples::deadlock().transcript;
  Transcript now = saved;
  for (Transcript::Step& step : now.steps) step.at.line += 10;
  now.steps[0].result = "3";
  EXPECT_EQ(first_change(saved, now), "");
}

TEST(Changes, NameAnEarlierEnd) {
  const Transcript saved = samples::deadlock().transcript;
  Transcript now = saved;
  now.steps.resize(4);
  EXPECT_NE(first_change(saved, now).find("and is the end; 4 of 5"), std::string::npos);
}

}  // namespace
}  // namespace weft::output
