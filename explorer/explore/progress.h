// How far a search is. A plain value.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "weft/explorer/explore/estimate.h"

namespace weft {

struct Progress {
  std::string scenario;
  std::string bound;  ///< in force; empty: none
  std::uint64_t executions = 0;
  std::uint64_t redundant = 0;
  std::uint64_t blocked = 0;
  std::size_t depth = 0;       ///< events of the longest execution
  double elapsed_seconds = 0;  ///< in all: before it was resumed, too
  double rate = 0;             ///< executions in a second, since the last report
  std::optional<Estimate> estimate = {};
};

}  // namespace weft
