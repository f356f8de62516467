// Runs random programs, and says what a search saw of one. The ground truth of the search tests:
// what Naive sees, everybody must see.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "weft/explorer/kernel/strategy.h"

namespace weft::testing_support {

/// What the main goroutine does when it has started the others.
enum class Main : std::uint8_t {
  nothing,
  the_last_part,  ///< itself, instead of starting a goroutine for it
};

/// Parses and runs such a program; `outcome` is set at its end to all that it saw.
std::function<void()> runnable(const std::vector<std::vector<std::string>>& program,
                               std::string& outcome, Main main = Main::nothing);

struct Sight {
  std::set<std::string> outcomes;
  std::set<std::string> findings;     ///< the kinds of what went wrong by itself
  std::map<std::string, int> traces;  ///< canonical form, and how often it was seen
  std::set<std::string> void_traces;  ///< those that do not count
  std::uint64_t executions = 0;
  bool too_large = false;
};

/// Runs `scenario` under `strategy` until it has nothing left to explore.
Sight see(const std::function<void()>& scenario, const std::string& outcome,
          kernel::Strategy& strategy, std::uint64_t limit);

/// Equal for two executions exactly when they are the same trace.
std::string canonical(const kernel::Execution& execution);

}  // namespace weft::testing_support
