// What a search may be told. The command line, the environment and code fill the same struct.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "weft/explorer/kernel/scenario.h"

namespace weft {

struct Options {
  std::string strategy = "dpor";  ///< one of strategies.h; docs/search.md says what they are
  std::optional<std::chrono::duration<double>> time = {};  ///< budget for one scenario
  std::optional<std::uint64_t> max_executions = {};
  std::size_t max_steps = 20'000;     ///< events of one execution; longer ones are cut, and said so
  std::size_t max_goroutines = 4096;  ///< of one execution; what they know grows with its square
  std::size_t stack_bytes = 64 * 1024;  ///< of each goroutine
  int spin_bound = 2;                   ///< rounds of a polling loop that sees nothing new
  /// Only executions with at most so many preemptions, those with fewest first; makes "dpor"
  /// "bounded". A preemption leaves a goroutine that could have gone on.
  std::optional<std::uint32_t> preemptions = {};
  unsigned bug_depth = 3;   ///< ordering constraints of the bugs that "pct" looks for
  std::size_t jobs = 1;     ///< threads that a large search may use
  bool keep_going = false;  ///< go on after the first finding, one of each kind
  bool spurious_wakeups = false;
  Races races = Races::report;                  ///< of unmodified code
  std::optional<Clock> clock = {};              ///< instead of the scenario's
  std::uint64_t seed = 1;                       ///< of random strategies
  std::vector<std::string> first = {};          ///< tokens of schedules to try before the search
  std::chrono::duration<double> watchdog{1.0};  ///< between two operations of one goroutine
};

}  // namespace weft
