// Rounds that come again and again are told once.
#include "weft/explorer/output/loops.h"

#include <gtest/gtest.h>

#include <string>

#include "weft/tests/output/samples.h"
#include "weft/tests/output/told.h"

namespace weft {
namespace {

TEST(Loops, FoldsRoundsThatOnlyDifferInTheirValues) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  for (int i = 0; i < 1000; ++i) tale.step(0, "add", "work", 1).result = std::to_string(i);
  tale.told.finding = {.kind = kind::kDeadlock, .message = "m", .goroutines = {}, .objects = {}};
  const std::string text = told(tale.told, kNarrow);
  EXPECT_NE(text.find("step 1 again and again with other values, ×1000 in all"), std::string::npos)
      << text;
}

TEST(Loops, FoldsRoundsThatEachHaveATimerOfTheirOwn) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  for (int i = 1; i < 40; ++i) {
    const std::size_t clock = tale.goroutine("clock#" + std::to_string(i), 1);
    tale.told.transcript.goroutines[clock].internal = true;
    tale.step(clock, "fire", "timer@poll.cc:1#" + std::to_string(i), 1);
    tale.step(0, "recv", "timer@poll.cc:1#" + std::to_string(i), 1);
  }
  tale.told.finding = {.kind = kind::kLivelock, .message = "m", .goroutines = {}, .objects = {}};
  const std::string text = told(tale.told, kNarrow);
  EXPECT_NE(text.find("again and again with other values, ×39 in all"), std::string::npos) << text;
}

TEST(Loops, DoesNotFoldWhatDifferentGoroutinesDo) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  for (int i = 1; i < 20; ++i) {
    tale.step(tale.goroutine("worker#" + std::to_string(i), 1), "lock", "mu", 1);
  }
  tale.told.finding = {.kind = kind::kDeadlock, .message = "m", .goroutines = {}, .objects = {}};
  EXPECT_EQ(told(tale.told, kNarrow).find("again"), std::string::npos);
}

TEST(Loops, TellsRoundsThatComeToTheSameApart) {
  samples::Tale tale;
  tale.goroutine("main", 0);
  for (int i = 0; i < 4; ++i) tale.step(0, "add", "work", 1).result = std::to_string(i);
  EXPECT_EQ(told(tale.told, kNarrow).find("again"), std::string::npos);
}

}  // namespace
}  // namespace weft
