#include "weft/explorer/cli/commands/estimate.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/cli/library.h"
#include "weft/explorer/cli/patterns.h"
#include "weft/explorer/cli/search_options.h"
#include "weft/explorer/explore/estimation.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/output/progress_line.h"
#include "weft/explorer/output/summary.h"
#include "weft/explorer/output/why_large.h"

namespace weft::cli {
namespace {

class EstimateCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "estimate"; }
  [[nodiscard]] const char* summary() const override {
    return "How many executions a search would make, how long it would take, and why";
  }

  void declare(CLI::App& app) override {
    app.add_option("PATTERN", patterns_, "Names, with * and ?; a folder with a slash at its end");
    app.add_option("--descents", descents_, "How many random descents it rests on")
        ->check(CLI::Range(10, 10'000'000))
        ->capture_default_str();
    declare_load(app, libraries_);
    display_.declare(app);
    search_.declare(app);
  }

  ExitCode run() override {
    load(libraries_);
    const Options options = search_.options();
    shape_.seed = options.seed;
    shape_.population = descents_ / shape_.rounds;
    for (const Scenario* scenario : select(patterns_)) tell(*scenario, options);
    return ExitCode::as_expected;
  }

 private:
  void tell(const Scenario& scenario, const Options& options) const {
    const Estimation estimation = weft::estimate(scenario, options, shape_);
    std::cout << scenario.name << "  " << output::words_of(estimation.estimate);
    const double seconds = seconds_for(estimation.estimate.executions, scenario, options);
    if (seconds > 0) std::cout << ", in " << output::duration_of(seconds) << " on one thread";
    std::cout << '\n' << output::why_large(estimation, display_.style()) << std::flush;
  }

  /// From the pace of the search's beginning.
  static double seconds_for(double executions, const Scenario& scenario, Options options) {
    constexpr std::uint64_t kBeginning = 2000;
    options.max_executions = kBeginning;
    options.jobs = 1;
    options.keep_going = true;
    const Report begun = weft::explore(scenario, options);
    const auto made = static_cast<double>(begun.executions + begun.blocked);
    if (!begun.cut_off) return begun.elapsed_seconds;
    return made > 0 ? begun.elapsed_seconds / made * executions : 0;
  }

  std::vector<std::string> patterns_;
  std::vector<std::string> libraries_;
  std::size_t descents_ = 1000;
  search::Descents::Shape shape_;
  DisplayOptions display_;
  SearchOptions search_;
};

}  // namespace

std::unique_ptr<Command> make_estimate() {
  return std::make_unique<EstimateCommand>();
}

}  // namespace weft::cli
