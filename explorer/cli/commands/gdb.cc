#include "weft/explorer/cli/commands/gdb.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/cli/library.h"
#include "weft/explorer/cli/patterns.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/output/trace_file.h"

namespace weft::cli {
namespace {

constexpr const char* kTips =
    "weft: goroutines: info goroutines, goroutine N bt, goroutine N print X\n"
    "weft: steps: weft step, weft back 3, weft until NAME, weft end\n";

class Gdb final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "gdb"; }
  [[nodiscard]] const char* summary() const override {
    return "Replay a counterexample in gdb, up to where it fails";
  }

  void declare(CLI::App& app) override {
    app.add_option("TOKEN_OR_FILE", token_, "As printed with the counterexample, or saved")
        ->required();
    app.add_option("--ex", commands_, "A command for gdb, once it has stopped there")
        ->type_name("COMMAND")
        ->allow_extra_args(false)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_flag("--batch", batch_, "Leave gdb after the last command");
    declare_load(app, libraries_);
  }

  /// Becomes gdb.
  ExitCode run() override {
    load(libraries_);
    if (std::filesystem::exists(token_)) token_ = output::load_trace(token_).told.token;
    (void)scenario_named(scenario_of_token(token_));
    std::vector<std::string> words = command_line();
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    if (!batch_) std::cout << kTips << std::flush;
    execvp(arguments[0], arguments.data());
    if (errno == ENOENT) throw std::runtime_error("gdb is not installed");
    throw std::system_error(errno, std::generic_category(), "cannot start gdb");
  }

 private:
  [[nodiscard]] std::vector<std::string> command_line() const {
    const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
    std::vector<std::string> words{"gdb", "-q", "-iex", "add-auto-load-safe-path " + self};
    if (batch_) words.emplace_back("-batch");
    words.insert(words.end(), {"-ex", "weft start"});
    for (const std::string& command : commands_) words.insert(words.end(), {"-ex", command});
    words.insert(words.end(), {"--args", self, "replay", token_});
    for (const std::string& library : libraries_) words.insert(words.end(), {"--load", library});
    return words;
  }

  std::string token_;
  std::vector<std::string> commands_;
  std::vector<std::string> libraries_;
  bool batch_ = false;
};

}  // namespace

std::unique_ptr<Command> make_gdb() {
  return std::make_unique<Gdb>();
}

}  // namespace weft::cli
