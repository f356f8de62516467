#include "weft/explorer/cli/search_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "weft/explorer/explore/duration.h"

namespace weft::cli {

void SearchOptions::declare(CLI::App& app) {
  const char* const group = "Search";
  app.add_option("--strategy", options_.strategy, "How to search: dpor, naive or random")
      ->envname("WEFT_STRATEGY")
      ->capture_default_str()
      ->group(group);
  options_.jobs = std::max(1U, std::thread::hardware_concurrency());
  app.add_option("-j,--jobs", options_.jobs, "Threads that a large search may use")
      ->envname("WEFT_JOBS")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->group(group);
  app.add_option("--time", time_, "Budget for each scenario: 10s, 500ms, 2m (default: none)")
      ->envname("WEFT_TIME")
      ->type_name("TIME")
      ->group(group);
  app.add_option("--max-executions", max_executions_, "Budget for each scenario (default: none)")
      ->envname("WEFT_MAX_EXECUTIONS")
      ->check(CLI::PositiveNumber)
      ->group(group);
  app.add_option("--max-steps", options_.max_steps, "Cut executions that are longer")
      ->envname("WEFT_MAX_STEPS")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->group(group);
  app.add_option("--spin", options_.spin_bound, "Rounds of a polling loop that sees nothing new")
      ->envname("WEFT_SPIN")
      ->check(CLI::PositiveNumber)
      ->capture_default_str()
      ->group(group);
  app.add_option("--seed", options_.seed, "Of random strategies")
      ->envname("WEFT_SEED")
      ->capture_default_str()
      ->group(group);
  app.add_option("--watchdog", watchdog_,
                 "Longest time between two operations of a goroutine (default: 1s)")
      ->envname("WEFT_WATCHDOG")
      ->type_name("TIME")
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
  options.max_executions = max_executions_;
  return options;
}

}  // namespace weft::cli
