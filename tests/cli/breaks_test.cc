// Whatever a scenario does to itself, the command ends with an ordinary report and status 1.
#include <gtest/gtest.h>

#include <string>

#include "weft/tests/support/sanitized.h"
#include "weft/tests/support/shell.h"

namespace weft {
namespace {

using shell::contains;
using testing_support::kSanitized;

struct Break {
  const char* scenario;
  const char* kind;
  const char* words;
};

class Breaks : public testing::TestWithParam<Break> {};

TEST_P(Breaks, EndInAReport) {
  if (kSanitized) GTEST_SKIP() << "the sanitizer reports it";
  const auto& [scenario, kind, words] = GetParam();
  const std::string name = std::string("breaks/") + scenario;
  const auto [status, out, err] = shell::sample("explore " + name);
  EXPECT_EQ(status, 1) << out << err;
  EXPECT_EQ(err, "");
  EXPECT_TRUE(contains(out, "FAIL " + name + "  violation: " + kind)) << out;
  EXPECT_TRUE(contains(out, words)) << out;
  EXPECT_TRUE(contains(out, "replay w1." + name + '.')) << out;
  EXPECT_TRUE(contains(out, "(exit 1: ")) << out;
}

TEST(Breaks, OfAThreadThatNobodyWaitsForAreTold) {
  if (kSanitized) GTEST_SKIP() << "the sanitizer reports it";
  const auto [status, out, err] = shell::sample("explore breaks/detached");
  EXPECT_TRUE(status == 1 || status == 4) << out << err;  // when it breaks is its own affair
  EXPECT_EQ(err, "");
  EXPECT_TRUE(contains(out, "FAIL breaks/detached")) << out;
}

TEST(Breaks, OfAThreadAreToldThoughTheSearchIsOver) {
  if (kSanitized) GTEST_SKIP() << "the sanitizer reports it";
  const auto [status, out, err] = shell::sample("explore breaks/late");
  EXPECT_EQ(status, 1) << out << err;
  EXPECT_TRUE(contains(out, "real thread that main")) << out;
  EXPECT_TRUE(contains(out, "breaks.cc:")) << out;
}

TEST_P(Breaks, NameTheLine) {
  if (kSanitized) GTEST_SKIP() << "the sanitizer reports it";
  const auto [status, out, err] =
      shell::sample(std::string("explore breaks/") + GetParam().scenario);
  EXPECT_TRUE(contains(out, "breaks.cc:")) << out;
}

INSTANTIATE_TEST_SUITE_P(
    Commands, Breaks,
    testing::Values(Break{"abort", "crash", "abort"}, Break{"assert", "crash", "`n > 0' failed"},
                    Break{"terminate", "crash", "std::terminate was called"},
                    Break{"segv", "crash", "segmentation fault"},
                    Break{"fpe", "crash", "arithmetic fault"},
                    Break{"overflow", "stack-overflow", "stack of 64 KiB"},
                    Break{"loop", "never-yields", "without ever coming to an operation"},
                    Break{"unwinding", "crash", "std::terminate was called"},
                    Break{"destructor", "deadlock", "mu"},
                    Break{"exit", "process-exit", "it called exit(3)"},
                    Break{"underscore_exit", "process-exit", "it called _exit(0)"},
                    Break{"capital_exit", "process-exit", "it called _Exit(0)"},
                    Break{"quick_exit", "process-exit", "it called quick_exit(0)"},
                    Break{"pthread_exit", "process-exit", "pthread_exit()"},
                    Break{"thread_segv", "crash", "real thread that goer"},
                    Break{"thread_overflow", "stack-overflow", "real thread that goer"},
                    Break{"thread_terminate", "crash", "nobody catches it"},
                    Break{"thread_abort", "crash", "real thread that goer"},
                    Break{"thread_exit", "process-exit", "it called exit(3)"},
                    Break{"thread_of_a_thread", "crash", "real thread that goer"},
                    Break{"printing", "crash", "prints \"the last words\""}),
    [](const auto& info) { return std::string(info.param.scenario); });

}  // namespace
}  // namespace weft
