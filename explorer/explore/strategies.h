// The strategies by the names that options use.
#pragma once

#include <memory>

#include "weft/explorer/explore/options.h"
#include "weft/explorer/kernel/strategy.h"

namespace weft {

struct NamedStrategy {
  std::unique_ptr<kernel::Strategy> strategy;
  bool exhaustive = true;  ///< when it has nothing left to try, everything was seen
};

/// Throws std::invalid_argument, naming the strategies there are, if there is none of that name.
[[nodiscard]] NamedStrategy make_strategy(const Options& options);

}  // namespace weft
