// The strategies by the names that options use. A new one is a pair of files in search/ and a line
// in the table: help and error messages are made from that.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "weft/explorer/explore/options.h"
#include "weft/explorer/kernel/strategy.h"

namespace weft {

struct StrategyEntry {
  const char* name;
  const char* summary;  ///< in a few words
  bool ends;            ///< when it has nothing left to try, all was seen; else it needs a budget
  std::unique_ptr<kernel::Strategy> (*make)(const Options&);
  /// What it would go on with, as bytes, between two executions; and to go on there. Not for dpor:
  /// that may be in several parts, see Frontier.
  std::string (*save)(kernel::Strategy&) = nullptr;
  void (*load)(kernel::Strategy&, std::string_view bytes) = nullptr;
};

/// All there are, the default first.
[[nodiscard]] std::span<const StrategyEntry> strategies();
[[nodiscard]] std::vector<std::string> strategy_names();
/// "dpor, bounded and naive".
[[nodiscard]] std::string strategies_in_a_row();

/// Throws std::invalid_argument, naming the strategies there are, if there is none of that name.
[[nodiscard]] const StrategyEntry& strategy_named(const std::string& name);

struct NamedStrategy {
  std::unique_ptr<kernel::Strategy> strategy;
  bool exhaustive = true;  ///< when it has nothing left to try, everything was seen
};

/// Throws std::invalid_argument like strategy_named.
[[nodiscard]] NamedStrategy make_strategy(const Options& options);

}  // namespace weft
