// Replays under the real gdb.
#include <gtest/gtest.h>

#include <cstdlib>

#include "weft/tests/support/shell.h"

namespace weft {
namespace {

using shell::contains;

#ifdef NDEBUG
constexpr bool kKnowsWeft = false;
#else
constexpr bool kKnowsWeft = true;
#endif

class Gdb : public testing::Test {
 protected:
  void SetUp() override {
    const shell::Outcome starts =
        shell::run("gdb -q -batch -ex 'python print(6 * 7)' -ex run true");
    if (!contains(starts.out, "42")) GTEST_SKIP() << "there is no gdb with Python here";
    if (!contains(starts.out, "exited normally")) GTEST_SKIP() << "gdb may not trace programs here";
#if !defined(__x86_64__) || defined(__SANITIZE_ADDRESS__)
    GTEST_SKIP() << "the stacks of goroutines are known on x86-64, without sanitizers, only";
#endif
  }

  /// What gdb says after it has stopped where `scenario` fails.
  static std::string stopped(const std::string& scenario, const std::string& commands,
                             const std::string& environment = {}) {
    const shell::Outcome found = shell::sample("explore sample/" + scenario);
    const std::size_t from = found.out.find("w1.sample/");
    const std::string token = found.out.substr(from, found.out.find('\n', from) - from);
    // Away from the terminal, which gdb would want to have for the program.
    return shell::run(environment + " setsid -w '" WEFT_SAMPLE_TOOL "' gdb '" + token +
                      "' --batch " + commands + " 2>&1")
        .out;
  }
};

TEST_F(Gdb, StopsWhereEverybodyWaits) {
  const std::string said = stopped("deadlock", "");
  EXPECT_TRUE(contains(said, "at the end")) << said;
}

TEST_F(Gdb, ListsTheGoroutines) {
  const std::string said = stopped("deadlock", "--ex 'info goroutines'");
  EXPECT_TRUE(contains(said, "g1   first   lock b  scenarios.cc:")) << said;
  EXPECT_TRUE(contains(said, "g2   second  lock a  scenarios.cc:")) << said;
  EXPECT_TRUE(contains(said, "holds 1 lock")) << said;
}

TEST_F(Gdb, ShowsTheStackOfAGoroutine) {
  const std::string said = stopped("deadlock", "--ex 'goroutine 2 bt'");
  EXPECT_TRUE(!kKnowsWeft || contains(said, "#0  weft::Mutex::lock")) << said;
  EXPECT_TRUE(contains(said, "sample/scenarios.cc:")) << said;
  EXPECT_FALSE(contains(said, "explorer/kernel/")) << said;
  EXPECT_FALSE(contains(said, "wait_group.cc")) << said;  // which only calls what it was given
}

TEST_F(Gdb, GoesOnUnharmedAfterLookingAtGoroutines) {
  const std::string looks =
      "--ex 'goroutine 1 bt' --ex 'goroutine 2 info locals' --ex 'goroutine 1 print nothing' ";
  const std::string said = stopped("deadlock", looks + "--ex continue");
  EXPECT_TRUE(contains(said, "the finding is reproduced")) << said;
}

TEST_F(Gdb, StepsBackAndOn) {
  const std::string said =
      stopped("deadlock",
              "--ex 'weft back 2' --ex 'weft step' --ex 'weft back 9' --ex 'weft until second'");
  EXPECT_TRUE(contains(said, "first: lock a")) << said;
  EXPECT_TRUE(contains(said, "second: lock b")) << said;
  EXPECT_TRUE(contains(said, "before step 1: main: add all")) << said;
}

TEST_F(Gdb, StopsBeforeAStepThatPanics) {
  const std::string said = stopped("closed", "--ex 'weft end'");
  EXPECT_TRUE(contains(said, "sender: send jobs")) << said;
  EXPECT_TRUE(contains(said, "at the end")) << said;
}

TEST_F(Gdb, ShowsMutexesAndChannels) {
  const std::string mutexes = stopped("deadlock", "--ex 'goroutine 0 print a'");
  EXPECT_TRUE(contains(mutexes, "a, held by first")) << mutexes;
  if (!kKnowsWeft) return;
  const std::string channels = stopped("closed", "--ex 'goroutine 0 print jobs'");
  EXPECT_TRUE(contains(channels, "jobs, 0 of 1, closed")) << channels;
}

TEST_F(Gdb, ShowsContexts) {
  if (!kKnowsWeft) GTEST_SKIP() << "weft has no debug information here";
  const std::string said = stopped("closed", "--ex 'goroutine 0 print context'");
  EXPECT_TRUE(contains(said, "= done")) << said;
}

TEST_F(Gdb, SaysOnceThatTheProgramIsAnother) {
  const std::string said = stopped("edited", "--ex 'weft back 1'", "WEFT_SAMPLE_EDITED=1");
  const std::size_t first = said.find("weft: diverged: ");
  EXPECT_NE(first, said.npos) << said;
  EXPECT_EQ(said.find("weft: diverged: ", first + 1), said.npos) << said;
}

TEST_F(Gdb, RefusesWhatIsNoGoroutine) {
  const std::string said = stopped("deadlock", "--ex 'goroutine 7 bt'");
  EXPECT_TRUE(contains(said, "there is no goroutine 7")) << said;
}

TEST(GdbCommand, SaysThatThereIsNone) {
  const shell::Outcome outcome =
      shell::run("token=$('" WEFT_SAMPLE_TOOL
                 "' explore sample/deadlock | sed -n 's/.*replay  *[^ ]* replay "
                 "//p'); PATH=/nowhere '" WEFT_SAMPLE_TOOL "' gdb \"$token\" --batch");
  EXPECT_EQ(outcome.status, 2);
  EXPECT_TRUE(contains(outcome.err, "gdb is not installed")) << outcome.err << outcome.out;
}

}  // namespace
}  // namespace weft
