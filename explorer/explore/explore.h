// The whole of weft in one sentence: run, check, learn, until nothing is left to explore.
#pragma once

#include <functional>
#include <string_view>

#include "weft/explorer/explore/monitor.h"
#include "weft/explorer/explore/options.h"
#include "weft/explorer/explore/report.h"
#include "weft/explorer/kernel/scenario.h"

namespace weft {

/// Searches the executions of `scenario`. A finding is in the report, never an exception; throws
/// std::invalid_argument for options that make no sense.
[[nodiscard]] Report explore(const Scenario& scenario, const Options& options = {});
[[nodiscard]] Report explore(const std::function<void()>& body, const Options& options = {});
/// The same, under the eyes of somebody.
[[nodiscard]] Report explore(const Scenario& scenario, const Options& options, Monitor& monitor);

/// Goes on with a search of `scenario` that was cut off. Of `options` only budgets, jobs and the
/// watchdog count; the budgets are for what is still to come. In the end it reports what one search
/// without a break would have. Throws std::invalid_argument, in one line, if `checkpoint` is not
/// what Monitor::save() was given for this scenario by this very program.
[[nodiscard]] Report resume(const Scenario& scenario, std::string_view checkpoint,
                            const Options& options, Monitor& monitor);

/// The scenario a checkpoint belongs to. Throws std::invalid_argument if it is none.
[[nodiscard]] std::string scenario_of_checkpoint(std::string_view checkpoint);

/// How a replay went.
struct Replay {
  enum class Outcome { reproduced, diverged, passed };
  Outcome outcome = Outcome::passed;
  std::string divergence;  ///< the first step that differs, in words
  Report report;           ///< its one counterexample, or only the transcript of a passing run
};

/// Runs the schedule of `token` again. Throws std::invalid_argument, in one line, for a token that
/// is malformed or belongs to another scenario.
[[nodiscard]] Replay replay(const Scenario& scenario, std::string_view token,
                            const Options& options = {});

/// The scenario a token belongs to. Throws std::invalid_argument if it is malformed.
[[nodiscard]] std::string scenario_of_token(std::string_view token);

}  // namespace weft
