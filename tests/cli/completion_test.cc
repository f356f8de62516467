// Completion scripts, as the shells understand them.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "weft/tests/support/shell.h"

namespace weft {
namespace {

using shell::contains;

TEST(CompletionCommand, IsAScriptThatBashUnderstands) {
  const auto told = shell::run("'" WEFT_SAMPLE_TOOL "' completion bash > '" + shell::folder() +
                               "/c'; bash -c \"source '" + shell::folder() +
                               "/c'; complete -p\" | grep -c _complete_");
  EXPECT_EQ(told.status, 0) << told.err;
}

TEST(CompletionCommand, CompletesNamesOfScenarios) {
  const std::string folder = shell::folder();
  std::ofstream(folder + "/try.sh") << "source <('" WEFT_SAMPLE_TOOL
                                       "' completion bash)\n"
                                       "COMP_WORDS=('" WEFT_SAMPLE_TOOL
                                       "' explore sample/d) COMP_CWORD=2\n"
                                       "$(complete -p | sed 's/.*-F \\([^ ]*\\) .*/\\1/')\n"
                                       "echo \"${COMPREPLY[@]}\"\n";
  EXPECT_EQ(shell::run("bash '" + folder + "/try.sh'").out, "sample/deadlock\n");
}

TEST(CompletionCommand, KnowsFishAndZsh) {
  EXPECT_TRUE(contains(shell::weft("completion fish").out, "complete -c weft"));
  EXPECT_TRUE(contains(shell::weft("completion zsh").out, "bashcompinit"));
}

}  // namespace
}  // namespace weft
