// Goroutines that never stop: they are found, and keep nobody else from what he would do.
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/weft.h"
#include "weft/tests/support/outcomes.h"
#include "weft/tests/support/tales.h"

namespace weft {
namespace {

using namespace testing_support;
using namespace std::chrono_literals;

TEST(EndlessLoop, OverTwoFlagsThatNobodySetsIsALeak) {
  EXPECT_EQ(found([] {
              const Atomic<bool> never(false, "never");
              const Atomic<bool> neither(false, "neither");
              go([&] {
                while (!never.load() && !neither.load()) {
                }
              });
            }).finding.kind,
            kind::kLeak);
}

TEST(EndlessLoop, WithTimeoutsOverAFlagThatNobodySetsIsALeak) {
  EXPECT_EQ(found([] {
              const Atomic<bool> never(false, "never");
              go([&] {
                while (!never.load()) select(recv(after(1s)));
              });
            }).finding.kind,
            kind::kLeak);
}

TEST(EndlessLoop, OverTwoFlagsOfWhichOneIsSetLaterEnds) {
  const Explored seen = explored([] {
    Atomic<bool> up(false, "up");
    const Atomic<bool> never(false, "never");
    go([&] {
      while (!never.load() && !up.load()) {
      }
    });
    up.store(true);
    return std::string("ended");
  });
  EXPECT_EQ(seen.finding(), "");
  EXPECT_EQ(seen.report.verdict, Verdict::verified);
}

/// Two that never stop, and main in between.
TEST(EndlessLoop, KeepsNobodyFromWhatHeWouldDo) {
  EXPECT_EQ(found([] {
              Atomic<int> started(0, "started");
              Atomic<int> counted(0, "counted");
              const auto count = [&] {
                started.fetch_add(1);
                for (int i = 1;; ++i) counted.store(i);
              };
              go(count);
              go(count);
              while (started.load() < 2) {
              }
              expect(counted.load() == 0, "nothing was counted");
            }).finding.kind,
            kind::kCheckFailed);
}

}  // namespace
}  // namespace weft
