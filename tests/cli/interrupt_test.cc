// Searches that are killed, politely or not, at random points, and go on: in the end they have
// counted what one without a break counts.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "weft/tests/support/sanitized.h"
#include "weft/tests/support/shell.h"

extern char** environ;

namespace weft {
namespace {

using shell::contains;
using shell::sample;

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// `"executions": 34650,` and the like, but for how long it took.
std::string counts(const std::string& json) {
  std::string counts;
  for (const char* const name : {"verdict", "executions", "blocked", "events", "depth"}) {
    const std::size_t at = json.find('"' + std::string(name) + '"');
    counts += json.substr(at, json.find('\n', at) - at) + ' ';
  }
  return counts;
}

/// A search in a process of its own.
class Process {
 public:
  Process(const std::vector<std::string>& arguments, const std::string& out) {
    std::vector<char*> argv;
    for (const std::string& argument : arguments)
      argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    EXPECT_EQ(posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
  }
  [[nodiscard]] bool running() {
    if (!over_) over_ = waitpid(pid_, &status_, WNOHANG) == pid_;
    return !over_;
  }
  /// How it ended, after `signal` if it was still there.
  int end(int signal) {
    if (!running()) return status_;
    kill(pid_, signal);
    over_ = waitpid(pid_, &status_, 0) == pid_;
    return status_;
  }

 private:
  pid_t pid_ = 0;
  int status_ = 0;
  bool over_ = false;
};

class Killed {
 public:
  Killed(std::string scenario, std::string jobs, std::uint64_t patience)
      : scenario_(std::move(scenario)), jobs_(std::move(jobs)), patience_(patience) {
    std::string name = "weft_sample." + scenario_ + ".search";
    name.replace(name.find('/'), 1, ".");
    std::filesystem::create_directories(folder_);
    file_ = folder_ + '/' + name;
  }
  ~Killed() { std::filesystem::remove_all(folder_); }

  /// One search, killed by `signal` again and again until there is nothing left of it; what it
  /// printed in the end.
  std::string search(int signal) {
    std::filesystem::remove(file_);
    const std::string out = folder_ + "/out";
    for (;;) {
      const std::string before = read(file_);
      std::vector<std::string> arguments{WEFT_SAMPLE_TOOL};
      if (before.empty()) {
        arguments.insert(arguments.end(), {"explore", scenario_});
      } else {
        arguments.insert(arguments.end(), {"resume", file_});
      }
      arguments.insert(arguments.end(), {"--format", "json", "-j", jobs_, "--checkpoint", folder_,
                                         "--checkpoint-every", "1ms"});
      Process process(arguments, out);
      while (process.running() && read(file_) == before) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      std::this_thread::sleep_for(std::chrono::microseconds(dice_() % patience_));
      const bool finished = !process.running();
      const int status = process.end(signal);
      // Nothing was left for it to do but to leave.
      const bool too_late = signal == SIGINT && WIFSIGNALED(status) && read(out).ends_with("]\n");
      if (finished || too_late || (WIFEXITED(status) && WEXITSTATUS(status) == 0)) return read(out);
      EXPECT_TRUE(signal == SIGKILL ? WIFSIGNALED(status)
                                    : WIFEXITED(status) && WEXITSTATUS(status) == 3)
          << "status " << status << ", having printed: " << read(out);
      ++kills;
    }
  }

  int kills = 0;

 private:
  /// In memory if possible: files are written to disks for good, which takes long.
  static std::string folder() {
    const std::string memory = "/dev/shm";
    return (std::filesystem::is_directory(memory) ? memory : shell::folder()) + "/weft-killed-" +
           std::to_string(getpid());
  }

  std::string scenario_;
  std::string jobs_;
  std::uint64_t patience_;  // in microseconds
  std::string folder_ = folder();
  std::string file_;
  std::mt19937_64 dice_{std::random_device{}()};
};

std::string undisturbed(const std::string& scenario) {
  return counts(sample("explore --format json -j 1 " + scenario).out);
}

class Interrupt : public testing::TestWithParam<int> {};

TEST_P(Interrupt, LosesNothingInFiftyTimes) {
  const std::string whole = undisturbed("sample/some_turns");
  EXPECT_TRUE(contains(whole, "\"executions\": 2520,")) << whole;
  Killed killed("sample/some_turns", "1", testing_support::kSanitized ? 30'000 : 3'000);
  while (killed.kills < 50) EXPECT_EQ(counts(killed.search(GetParam())), whole);
}

INSTANTIATE_TEST_SUITE_P(Signals, Interrupt, testing::Values(SIGINT, SIGKILL),
                         [](const auto& info) { return info.param == SIGINT ? "Int" : "Kill"; });

TEST(Interrupts, LoseNothingOnSeveralThreads) {
  const std::string whole = undisturbed("sample/more_turns");
  Killed killed("sample/more_turns", "2", 300'000);
  EXPECT_EQ(counts(killed.search(SIGINT)), whole);
  EXPECT_EQ(counts(killed.search(SIGKILL)), whole);
}

TEST(Interrupts, SayHowToGoOn) {
  const std::string folder = shell::folder();
  const auto [status, out, err] =
      sample("explore sample/many_turns --max-executions 3 --checkpoint '" + folder + "'");
  EXPECT_EQ(status, 3);
  const std::string file = folder + "/weft_sample.sample.many_turns.search";
  EXPECT_TRUE(contains(err, "weft_sample resume '" + file + "'")) << err;
  const auto resumed = sample("resume '" + file + "' --max-executions 4");
  EXPECT_EQ(resumed.status, 3) << resumed.err;
  EXPECT_TRUE(contains(resumed.out, "7 executions")) << resumed.out;
}

TEST(Interrupts, LeaveNoFileBehindASearchThatIsDone) {
  const std::string folder = shell::folder();
  const std::string where = "--checkpoint '" + folder + "'";
  EXPECT_EQ(sample("explore sample/turns --max-executions 3 " + where).status, 3);
  const std::string file = folder + "/weft_sample.sample.turns.search";
  ASSERT_TRUE(std::filesystem::exists(file));
  EXPECT_EQ(sample("resume '" + file + "'").status, 0);
  EXPECT_FALSE(std::filesystem::exists(file));
}

TEST(ResumeCommand, RefusesWithAReason) {
  const std::string folder = shell::folder();
  std::ofstream(folder + "/foreign") << "hello";
  const auto refused = [&](const std::string& file, const std::string& why) {
    const auto [status, out, err] = sample("resume '" + file + "'");
    EXPECT_EQ(status, 2);
    EXPECT_EQ(shell::lines(err), 1U) << err;
    EXPECT_TRUE(contains(err, why)) << err;
  };
  refused(folder + "/none", "No such file");
  refused(folder + "/foreign", "not a file of weft's");
  (void)sample("explore sample/turns --max-executions 3 --checkpoint '" + folder + "'");
  const std::string file = folder + "/weft_sample.sample.turns.search";
  std::filesystem::resize_file(file, std::filesystem::file_size(file) - 9);
  refused(file, "it is damaged, or not all there");
  (void)sample("explore sample/turns --max-executions 3 --checkpoint '" + folder + "'");
  const auto other = shell::weft("resume '" + file + "'");
  EXPECT_EQ(other.status, 2);
  EXPECT_TRUE(contains(other.err, "no scenario is called \"sample/turns\"")) << other.err;
}

TEST(Progress, IsALineOnTheStandardErrorOnly) {
  const auto [status, out, err] = sample(
      "explore sample/many_turns --max-executions 20000 --progress 1ms --checkpoint off --format "
      "json");
  EXPECT_EQ(status, 3);
  EXPECT_TRUE(contains(err, "sample/many_turns  ")) << err;
  EXPECT_FALSE(contains(out, "sample/many_turns  ")) << out;
  EXPECT_FALSE(contains(err, "\x1b"));
}

TEST(Progress, IsSilentWhenAsked) {
  const std::string run = "explore sample/many_turns --max-executions 20000 --checkpoint off ";
  EXPECT_EQ(sample(run + "--progress off").err, "");
  EXPECT_EQ(sample(run + "--progress 1ms -q").err, "");
}

}  // namespace
}  // namespace weft
