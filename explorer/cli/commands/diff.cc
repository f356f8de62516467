#include "weft/explorer/cli/commands/diff.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <utility>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/cli/library.h"
#include "weft/explorer/cli/patterns.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/output/diff.h"
#include "weft/explorer/output/trace_file.h"

namespace weft::cli {
namespace {

class Diff final : public Command {
 public:
  explicit Diff(std::string program) : program_(std::move(program)) {}

  [[nodiscard]] const char* name() const override { return "diff"; }
  [[nodiscard]] const char* summary() const override {
    return "A failing schedule beside the nearest one that passes";
  }

  void declare(CLI::App& app) override {
    app.add_option("TOKEN_OR_FILE", token_, "As printed with the counterexample, or saved")
        ->required();
    declare_load(app, libraries_);
    display_.declare(app);
  }

  ExitCode run() override {
    load(libraries_);
    const bool saved = std::filesystem::exists(token_);
    const std::optional<output::Trace> found = saved ? output::load_trace(token_) : replayed();
    if (!found) return ExitCode::diverged;
    const output::Trace& trace = *found;
    if (trace.told.passing.steps.empty()) {
      std::cout << "no schedule is known that differs in the order of two steps and passes\n";
      return ExitCode::as_expected;
    }
    std::cout << output::diff_of(trace, display_.style());
    const std::string replay = program_ + " replay " + loaded();
    std::cout << "\n  replay      " << replay << trace.told.token << "\n  and         " << replay
              << trace.told.passing_token << '\n';
    return ExitCode::as_expected;
  }

 private:
  /// Nothing, and said so: the token is of another program.
  [[nodiscard]] std::optional<output::Trace> replayed() const {
    const Scenario& scenario = scenario_named(scenario_of_token(token_));
    Replay replay = weft::replay(scenario, token_);
    if (replay.outcome == Replay::Outcome::diverged) {
      std::cout << "diverged: " << replay.divergence << '\n';
      return std::nullopt;
    }
    if (replay.outcome == Replay::Outcome::passed) {
      throw std::invalid_argument("nothing is wrong with this schedule");
    }
    return output::Trace{.scenario = scenario.name,
                         .told = std::move(replay.report.counterexamples.front())};
  }

  std::string program_;
  std::string token_;
  std::vector<std::string> libraries_;
  DisplayOptions display_;
};

}  // namespace

std::unique_ptr<Command> make_diff(const std::string& program) {
  return std::make_unique<Diff>(program);
}

}  // namespace weft::cli
