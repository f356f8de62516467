#include "weft/explorer/cli/commands/replay.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <utility>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/cli/library.h"
#include "weft/explorer/cli/patterns.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/output/changes.h"
#include "weft/explorer/output/trace_file.h"

namespace weft::cli {
namespace {

class ReplayCommand final : public Command {
 public:
  explicit ReplayCommand(std::string program) : program_(std::move(program)) {}

  [[nodiscard]] const char* name() const override { return "replay"; }
  [[nodiscard]] const char* summary() const override {
    return "Run the schedule of a counterexample again and print it";
  }

  void declare(CLI::App& app) override {
    app.add_option("TOKEN_OR_FILE", token_, "As printed with the counterexample, or saved")
        ->required();
    declare_load(app, libraries_);
    display_.declare(app);
  }

  ExitCode run() override {
    load(libraries_);
    Transcript saved;
    if (std::filesystem::exists(token_)) {
      output::Trace trace = output::load_trace(token_);
      token_ = std::move(trace.told.token);
      saved = std::move(trace.told.transcript);
    }
    const Scenario& scenario = scenario_named(scenario_of_token(token_));
    const Replay replay = weft::replay(scenario, token_);
    for (const Counterexample& told : replay.report.counterexamples) {
      std::cout << output::text_of(told, scenario.name, display_.text(program_));
    }
    switch (replay.outcome) {
      case Replay::Outcome::diverged:
        std::cout << "diverged: " << divergence(replay, saved) << '\n';
        return ExitCode::diverged;
      case Replay::Outcome::passed:
        std::cout << "replayed: nothing is wrong with this schedule\n";
        return ExitCode::as_expected;
      case Replay::Outcome::reproduced:
        break;
    }
    std::cout << "replayed: the finding is reproduced\n";
    return replay.report.as_expected() ? ExitCode::as_expected : ExitCode::violation;
  }

 private:
  /// A file knows every step, a token only marks between them.
  static std::string divergence(const Replay& replay, const Transcript& saved) {
    const Transcript& now = replay.report.counterexamples.front().transcript;
    const std::string change = output::first_change(saved, now);
    return change.empty() ? replay.divergence : change + "; the program has changed since";
  }

  std::string program_;
  std::string token_;
  std::vector<std::string> libraries_;
  DisplayOptions display_;
};

}  // namespace

std::unique_ptr<Command> make_replay(const std::string& program) {
  return std::make_unique<ReplayCommand>(program);
}

}  // namespace weft::cli
