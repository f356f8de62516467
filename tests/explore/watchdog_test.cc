// The watchdog bites endless loops, and nobody else.
#include <gtest/gtest.h>

#include <chrono>
#include <mutex>
#include <thread>

#include "weft/explorer/explore/crash_guard.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/explore/transcript_writer.h"
#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/naive.h"
#include "weft/primitives/weft.h"

namespace weft {
namespace {

TEST(NeverYields, IsNotWhatTakesItsTime) {
  Options options;
  options.watchdog = std::chrono::duration<double>(0.5);
  Scenario scenario{.name = "slow", .body = [] {
                      Atomic<int> x(0, "x");
                      for (int i = 0; i < 4; ++i) {
                        std::this_thread::sleep_for(std::chrono::milliseconds(30));
                        x.add(1);
                      }
                    }};
  EXPECT_EQ(explore(scenario, options).verdict, Verdict::verified);
}

/// Takes its time over the report, as looking up lines of a large program does.
class SlowWriter final : public TranscriptWriter {
 public:
  using TranscriptWriter::TranscriptWriter;
  void ended(const kernel::Execution& execution) override {
    using Clock = std::chrono::steady_clock;
    for (const auto until = Clock::now() + kPatience * 5; Clock::now() < until;) ++rounds_;
    TranscriptWriter::ended(execution);
  }
  static constexpr std::chrono::milliseconds kPatience{20};

 private:
  unsigned rounds_ = 0;
};

TEST(NeverYields, IsNotSaidOfTheReportItself) {
  kernel::World world;
  SlowWriter writer(world);
  search::Naive any;
  const CrashGuard guard(SlowWriter::kPatience);
  const kernel::Execution& execution =
      world.run([] { Atomic<int>(0, "x").store(1); }, any, &writer);
  EXPECT_TRUE(execution.incidents().empty());
  EXPECT_FALSE(execution.crashed());
}

}  // namespace
}  // namespace weft
