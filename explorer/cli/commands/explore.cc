#include "weft/explorer/cli/commands/explore.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <utility>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/cli/library.h"
#include "weft/explorer/cli/patterns.h"
#include "weft/explorer/cli/search_options.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/output/summary.h"

namespace weft::cli {
namespace {

class Explore final : public Command {
 public:
  explicit Explore(std::string program) : program_(std::move(program)) {}

  [[nodiscard]] const char* name() const override { return "explore"; }
  [[nodiscard]] const char* summary() const override {
    return "Search scenarios for executions that break a promise";
  }

  void declare(CLI::App& app) override {
    app.add_option("PATTERN", patterns_, "Names, with * and ?; a folder with a slash at its end");
    app.add_option("--format", format_, "What to print: text")
        ->check(CLI::IsMember({"text"}))
        ->envname("WEFT_FORMAT")
        ->capture_default_str();
    app.add_option("--require", require_, "verified: a bound counts as not proved (exit 3)")
        ->check(CLI::IsMember({"verified"}));
    declare_load(app, libraries_);
    display_.declare(app);
    search_.declare(app);
  }

  ExitCode run() override {
    load(libraries_);
    const Options options = search_.options();
    for (const Scenario* scenario : select(patterns_)) {
      reports_.push_back(weft::explore(*scenario, options));
      if (format_ == "text") tell(reports_.back());
    }
    const ExitCode code = judge(reports_, require_ == "verified");
    if (format_ == "text") {
      std::cout << output::totals_of(reports_) << " (exit " << static_cast<int>(code) << ": "
                << reason(code) << ")\n";
    }
    return code;
  }

 private:
  void tell(const Report& report) const {
    const bool expected = report.as_expected();
    if (display_.quiet && expected) return;
    const output::TextOptions text = display_.text(program_);
    std::cout << output::summary_of(report, text.style);
    if (display_.quiet) return;
    for (const Counterexample& told : report.counterexamples) {
      std::cout << '\n' << output::text_of(told, report.scenario, text) << '\n';
    }
    std::cout.flush();
  }

  std::string program_;
  std::vector<std::string> patterns_;
  std::vector<std::string> libraries_;
  std::string format_ = "text";
  std::string require_;
  DisplayOptions display_;
  SearchOptions search_;
  std::vector<Report> reports_;
};

}  // namespace

std::unique_ptr<Command> make_explore(const std::string& program) {
  return std::make_unique<Explore>(program);
}

}  // namespace weft::cli
