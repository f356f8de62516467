// Whatever is wrong with the input: one line that says so, exit status 2, nothing left behind.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "weft/tests/support/shell.h"

namespace weft {
namespace {

using shell::contains;
using shell::sample;

/// `arguments` are refused in one line on standard error that contains `reason`.
void expect_refused(const std::string& arguments, const std::string& reason) {
  const auto [status, out, err] = sample(arguments);
  EXPECT_EQ(status, 2) << arguments << '\n' << out;
  EXPECT_EQ(out, "") << arguments;
  EXPECT_EQ(shell::lines(err), 1U) << err;
  EXPECT_TRUE(contains(err, reason)) << err;
}

/// A saved counterexample, and where.
std::string saved(const std::string& folder) {
  (void)sample("explore -q sample/deadlock --save '" + folder + "'");
  return folder + "/sample.deadlock.weft";
}

std::string read(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(BadInput, NoCommand) {
  expect_refused("", "a command is needed: list, explore, ");
}

TEST(BadInput, AnUnknownCommand) {
  expect_refused("exlpore", "unknown command \"exlpore\"; did you mean \"explore\"?");
}

TEST(BadInput, AnUnknownScenario) {
  expect_refused("explore sample/deadlok",
                 "no scenario is called \"sample/deadlok\"; did you mean \"sample/deadlock\"?");
  expect_refused("list nothing/like/it",
                 "no scenario is called \"nothing/like/it\"; if a library has it, --load that");
}

TEST(BadInput, AnUnknownOption) {
  expect_refused("explore --strateggy dpor",
                 "unknown option \"--strateggy\"; did you mean \"--strategy\"?");
}

TEST(BadInput, AnOptionWithoutItsValue) {
  expect_refused("explore --time", "--time");
}

TEST(BadInput, ATimeThatIsNone) {
  for (const char* const time :
       {"soon", "10parsecs", "-3s", "0", "nan", "inf", "1e300s", "1e99h"}) {
    expect_refused("explore --time=" + std::string(time), "is not a time");
  }
}

TEST(BadInput, ANumberThatIsNone) {
  expect_refused("explore --max-executions many", "--max-executions");
  expect_refused("explore --max-executions 0", "--max-executions");
  expect_refused("explore --max-executions 99999999999999999999", "--max-executions");
  expect_refused("explore --max-steps=-1", "\"-1\" is not a whole number from 1 to ");
  expect_refused("explore -j 100000", "\"100000\" is not a whole number from 1 to 1024");
  expect_refused("explore --seed=-1", "--seed");
}

/// Whatever would not fit is refused, never cut down to something else.
TEST(BadInput, ANumberOutOfItsRange) {
  struct Option {
    const char* name;
    const char* variable;
    std::vector<std::string> refused;
    const char* range;
  };
  const std::string too_many = "18446744073709551616";  // 2^64
  const Option options[]{
      {"--jobs", "WEFT_JOBS", {"-1", "0", "1025", "4294967297", too_many}, "from 1 to 1024"},
      {"--max-executions", "WEFT_MAX_EXECUTIONS", {"-1", "0", too_many}, "from 1 to 9223372036"},
      {"--max-steps",
       "WEFT_MAX_STEPS",
       {"-1", "0", "4294967295", too_many},
       "from 1 to 4294967294"},
      {"--spin", "WEFT_SPIN", {"-1", "0", "1000001", "4294967298"}, "from 1 to 1000000"},
      {"--preemptions", "WEFT_PREEMPTIONS", {"-1", "4294967296", too_many}, "from 0 to 4294967295"},
      {"--bug-depth", "WEFT_BUG_DEPTH", {"-1", "0", "1001", "4294967299"}, "from 1 to 1000"},
      {"--seed", "WEFT_SEED", {"-1", too_many}, "from 0 to 18446744073709551615"}};
  for (const Option& option : options) {
    std::vector<std::string> refused = option.refused;
    refused.insert(refused.end(), {"many", "3x", "1.5", "0x10"});
    for (const std::string& number : refused) {
      const std::string reason = '"' + number + "\" is not a whole number " + option.range;
      expect_refused(std::string("explore ") + option.name + '=' + number, reason);
    }
    const auto [status, out, err] =
        shell::run(std::string(option.variable) + "=-1 '" WEFT_SAMPLE_TOOL "' explore");
    EXPECT_EQ(status, 2) << option.variable;
    EXPECT_EQ(shell::lines(err), 1U) << err;
  }
  expect_refused("estimate --descents=-5", "\"-5\" is not a whole number from 10 to 10000000");
  expect_refused("estimate --descents=9", "is not a whole number from 10 to 10000000");
}

TEST(BadInput, AStrategyThatIsNone) {
  expect_refused("explore sample/turns --strategy lucky", "lucky");
  expect_refused("explore sample/turns --strategy bonded", "did you mean \"bounded\"?");
  expect_refused("explore sample/turns --strategy pct", "needs a budget");
  expect_refused("explore sample/turns --strategy naive --preemptions 1", "not naive");
  expect_refused("explore sample/turns --preemptions=-1", "--preemptions");
}

TEST(BadInput, AFormatThatIsNone) {
  expect_refused("explore --format yaml", "yaml");
}

TEST(BadInput, ContradictingOptions) {
  expect_refused("explore -q -v", "-");
  expect_refused("show --html --svg x.weft", "");
}

TEST(BadInput, AKindThatIsNone) {
  expect_refused("explain dead-lock",
                 "no finding of kind \"dead-lock\"; did you mean \"deadlock\"?");
}

TEST(BadInput, AShellThatIsNone) {
  expect_refused("completion powershell", "powershell");
}

TEST(BadInput, ATokenThatIsNone) {
  for (const char* const token : {"nonsense", "w1.", "w1.sample/deadlock", "w9.sample/leak.0.2k"}) {
    expect_refused("replay " + std::string(token), "token");
  }
}

TEST(BadInput, AFileToReplayThatIsNotThere) {
  expect_refused("replay /nowhere/at/all.weft", "nor is it a file");
}

TEST(BadInput, ATokenWhereAFileIsShown) {
  expect_refused("show w1.sample/deadlock.0.2k", "explore --save DIR");
}

TEST(BadInput, ANumberOfPreemptionsBelowNone) {
  expect_refused("explore --preemptions=-1 sample/leak", "\"-1\" is not a whole number from 0 to");
}

TEST(BadInput, ATokenForAScenarioThatIsNotHere) {
  const auto [status, out, err] = shell::weft("replay w1.sample/nowhere.0.2k");
  EXPECT_EQ(status, 2);
  EXPECT_EQ(shell::lines(err), 1U) << err;
}

TEST(BadInput, ALibraryThatIsNone) {
  expect_refused("list --load /nowhere/at/all.so", "cannot load /nowhere/at/all.so: ");
  expect_refused("--load /nowhere/at/all.so list", "cannot load /nowhere/at/all.so: ");
}

TEST(BadInput, AFileThatIsNotThere) {
  expect_refused("show /nowhere/at/all.weft", "cannot read /nowhere/at/all.weft: No such file");
}

TEST(BadInput, AFolderInsteadOfAFile) {
  expect_refused("show /", "cannot read /: Is a directory");
}

TEST(BadInput, AFileThatIsNoTrace) {
  const std::string file = shell::folder() + "/letter.txt";
  std::ofstream(file) << "Dear reader,\n";
  expect_refused("show '" + file + "'", file + ":1: not a trace file of weft");
  std::ofstream(file) << "";
  expect_refused("replay '" + file + "'", file + ":1: not a trace file of weft");
}

TEST(BadInput, ATruncatedTrace) {
  const std::string file = saved(shell::folder());
  const std::string whole = read(file);
  for (std::size_t size = 0; size < whole.size(); size += 97) {
    std::ofstream(file) << whole.substr(0, size);
    expect_refused("show '" + file + "'", file + ':');
  }
}

TEST(BadInput, ATraceOfAnotherVersion) {
  const std::string file = saved(shell::folder());
  std::string text = read(file);
  text.replace(text.find("\"version\":1"), 11, "\"version\":7");
  std::ofstream(file) << text;
  expect_refused("show '" + file + "'", "version 7 of the format; this program knows version 1");
}

TEST(BadInput, ATraceThatContradictsItself) {
  const std::string file = saved(shell::folder());
  std::string text = read(file);
  text.replace(text.find("\"goroutine\":1"), 13, "\"goroutine\":9");
  std::ofstream(file) << text;
  expect_refused("show '" + file + "'", "a number is out of range");
}

TEST(BadInput, AFolderThatCannotBeMade) {
  expect_refused("explore sample/turns --save /dev/null/traces", "cannot make folder");
}

TEST(BadInput, AReportThatCannotBeWrittenLeavesNothingBehind) {
  const std::string folder = shell::folder();
  std::filesystem::create_directories(folder + "/taken/inside");
  const auto [status, out, err] = sample("explore -q sample/turns --json '" + folder + "/taken'");
  EXPECT_EQ(status, 2);
  EXPECT_TRUE(contains(err, "cannot write")) << err;
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files += entry.exists();
  EXPECT_EQ(files, 1U);
}

TEST(BadInput, AReportThatCannotBeWrittenIsRefusedBeforeTheSearch) {
  const auto [status, out, err] = sample("explore sample/turns --junit /no/such/folder/report");
  EXPECT_EQ(status, 2);
  EXPECT_TRUE(contains(err, "cannot write /no/such/folder/report")) << err;
  EXPECT_EQ(out, "");
}

TEST(BadInput, AFullDisk) {
  const auto [status, out, err] = shell::run("'" WEFT_SAMPLE_TOOL "' list > /dev/full");
  EXPECT_EQ(status, 2);
  EXPECT_TRUE(contains(err, "cannot write")) << err;
}

}  // namespace
}  // namespace weft
