#include "weft/explorer/cli/commands/estimate.h"

#include <CLI/CLI.hpp>
#include <iostream>

#include "weft/explorer/cli/display_options.h"
#include "weft/explorer/cli/library.h"
#include "weft/explorer/cli/numbers.h"
#include "weft/explorer/cli/patterns.h"
#include "weft/explorer/cli/search_options.h"
#include "weft/explorer/explore/estimation.h"
#include "weft/explorer/explore/explore.h"
#include "weft/explorer/output/json.h"
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
        ->check(whole_number(10, 10'000'000))
        ->capture_default_str();
    app.add_option("--format", format_, "What to print")
        ->check(CLI::IsMember({"text", "json"}))
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
    std::vector<output::Sized> sizes;
    for (const Scenario* scenario : select(patterns_)) {
      sizes.push_back(size_of(*scenario, options));
      if (format_ == "text") tell(sizes.back());
    }
    if (format_ == "json") std::cout << output::sizes_json(sizes);
    return ExitCode::as_expected;
  }

 private:
  output::Sized size_of(const Scenario& scenario, const Options& options) const {
    output::Sized sized{.scenario = scenario.name,
                        .estimation = weft::estimate(scenario, options, shape_)};
    sized.seconds = seconds_for(sized.estimation.estimate.executions, scenario, options);
    return sized;
  }

  void tell(const output::Sized& sized) const {
    const Estimate& estimate = sized.estimation.estimate;
    std::cout << sized.scenario << "  " << output::words_of(estimate);
    if (sized.seconds > 0) {
      std::cout << ", in " << output::duration_of(sized.seconds) << " on one thread";
    }
    std::cout << '\n' << output::why_large(sized.estimation, display_.style()) << std::flush;
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
  std::string format_ = "text";
  search::Descents::Shape shape_;
  DisplayOptions display_;
  SearchOptions search_;
};

}  // namespace

std::unique_ptr<Command> make_estimate() {
  return std::make_unique<EstimateCommand>();
}

}  // namespace weft::cli
