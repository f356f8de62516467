#include "weft/explorer/cli/commands/explore.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>
#include <utility>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/cli/formats.h"
#include "weft/explorer/cli/library.h"
#include "weft/explorer/cli/patterns.h"
#include "weft/explorer/cli/report_files.h"
#include "weft/explorer/cli/search_options.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/output/github.h"
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
    std::vector<std::string> formats = machine_formats();
    formats.insert(formats.begin(), "text");
    app.add_option("--format", format_, "What to print")
        ->check(CLI::IsMember(formats))
        ->envname("WEFT_FORMAT")
        ->capture_default_str();
    app.add_option("--require", require_, "verified: a bound counts as not proved (exit 3)")
        ->check(CLI::IsMember({"verified"}));
    declare_load(app, libraries_);
    files_.declare(app);
    display_.declare(app);
    search_.declare(app);
  }

  ExitCode run() override {
    load(libraries_);
    Options options = search_.options();
    const auto selected = select(patterns_);
    files_.prepare();
    for (const Scenario* scenario : selected) {
      options.first = files_.tokens_of(scenario->name);
      reports_.push_back(weft::explore(*scenario, options));
      tell(reports_.back());
    }
    files_.write(reports_);
    const ExitCode code = judge(reports_, require_ == "verified");
    conclude(code);
    return code;
  }
  [[nodiscard]] bool left_ruins() const override { return cli::left_ruins(reports_); }

 private:
  void tell(const Report& report) const {
    output::TextOptions text = display_.text(program_);
    const bool brief = display_.quiet || format_ != "text";
    if (format_ == "text" && !(display_.quiet && report.as_expected())) {
      std::cout << output::summary_of(report, text.style);
    }
    for (const Counterexample& told : report.counterexamples) {
      text.saved = files_.save(report, told);
      if (!brief) std::cout << '\n' << output::text_of(told, report.scenario, text) << '\n';
    }
    std::cout.flush();
  }

  void conclude(ExitCode code) const {
    if (format_ != "text") {
      std::cout << written(format_, reports_);
      return;
    }
    if (std::getenv("GITHUB_ACTIONS") != nullptr) std::cout << output::github_annotations(reports_);
    std::cout << output::totals_of(reports_) << " (exit " << static_cast<int>(code) << ": "
              << reason(code) << ")\n";
  }

  std::string program_;
  std::vector<std::string> patterns_;
  std::vector<std::string> libraries_;
  std::string format_ = "text";
  std::string require_;
  ReportFiles files_;
  DisplayOptions display_;
  SearchOptions search_;
  std::vector<Report> reports_;
};

}  // namespace

std::unique_ptr<Command> make_explore(const std::string& program) {
  return std::make_unique<Explore>(program);
}

}  // namespace weft::cli
