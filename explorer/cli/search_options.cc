#include "weft/explorer/cli/search_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <limits>
#include <string>
#include <thread>

#include "weft/explorer/cli/numbers.h"
#include "weft/explorer/explore/duration.h"
#include "weft/explorer/explore/settings.h"
#include "weft/explorer/explore/strategies.h"

namespace weft::cli {
namespace {

/// "How to search: dpor (every trace once), …"
std::string strategies_in_words() {
  std::string text = "How to search";
  for (const StrategyEntry& entry : strategies()) {
    text += (&entry == strategies().data() ? ": " : ", ") + std::string(entry.name) + " (" +
            entry.summary + ')';
  }
  return text;
}

}  // namespace

void SearchOptions::declare_budgets(CLI::App& app) {
  const char* const group = "Search";
  options_.jobs = std::max(1U, std::thread::hardware_concurrency());
  app.add_option("-j,--jobs", options_.jobs, "Threads that a large search may use")
      ->envname("WEFT_JOBS")
      ->check(whole_number(1, limit::kJobs))
      ->capture_default_str()
      ->group(group);
  app.add_option("--time", time_, "Budget for each scenario: 10s, 500ms, 2m (default: none)")
      ->envname("WEFT_TIME")
      ->type_name("TIME")
      ->group(group);
  app.add_option("--max-executions", max_executions_, "Budget for each scenario (default: none)")
      ->envname("WEFT_MAX_EXECUTIONS")
      ->check(whole_number(1, std::numeric_limits<std::int64_t>::max()))
      ->group(group);
  app.add_option("--watchdog", watchdog_,
                 "Longest time between two operations of a goroutine (default: 1s)")
      ->envname("WEFT_WATCHDOG")
      ->type_name("TIME")
      ->group(group);
}

void SearchOptions::declare_bounds(CLI::App& app) {
  const char* const group = "Search";
  app.add_option("--strategy", options_.strategy, strategies_in_words())
      ->envname("WEFT_STRATEGY")
      ->capture_default_str()
      ->group(group);
  app.add_option("--max-steps", options_.max_steps, "Cut executions that are longer")
      ->envname("WEFT_MAX_STEPS")
      ->check(whole_number(1, limit::kSteps))
      ->capture_default_str()
      ->group(group);
  app.add_option("--spin", options_.spin_bound, "Rounds of a polling loop that sees nothing new")
      ->envname("WEFT_SPIN")
      ->check(whole_number(1, limit::kSpin))
      ->capture_default_str()
      ->group(group);
  app.add_option("--preemptions", options_.preemptions,
                 "Only executions with at most so many, fewest first (default: all)")
      ->envname("WEFT_PREEMPTIONS")
      ->check(whole_number(0, limit::kPreemptions))
      ->group(group);
  app.add_option("--bug-depth", options_.bug_depth, "Ordering constraints of bugs pct looks for")
      ->envname("WEFT_BUG_DEPTH")
      ->check(whole_number(1, limit::kBugDepth))
      ->capture_default_str()
      ->group(group);
  app.add_option("--seed", options_.seed, "Of random strategies")
      ->envname("WEFT_SEED")
      ->check(whole_number(0, std::numeric_limits<std::uint64_t>::max()))
      ->capture_default_str()
      ->group(group);
}

void SearchOptions::declare(CLI::App& app) {
  const char* const group = "Search";
  declare_budgets(app);
  declare_bounds(app);
  app.add_option("--races", races_,
                 "Of unmodified code: report each race, or explore what it leads to")
      ->envname("WEFT_RACES")
      ->check(CLI::IsMember({"report", "explore"}))
      ->capture_default_str()
      ->group(group);
  app.add_flag("--keep-going", options_.keep_going, "Go on after the first finding")->group(group);
  app.add_flag("--spurious-wakeups", options_.spurious_wakeups,
               "Let condition variables wake up for no reason")
      ->group(group);
}

Options SearchOptions::options() const {
  Options options = options_;
  if (!time_.empty()) options.time = parse_duration(time_);
  if (!watchdog_.empty()) options.watchdog = parse_duration(watchdog_);
  options.races = races_named(races_);
  options.max_executions = max_executions_;
  return options;
}

}  // namespace weft::cli
