// How long a search may go on, and whether that has been used up.
#pragma once

#include <chrono>
#include <cstdint>

#include "weft/explorer/explore/options.h"

namespace weft {

class Budget {
 public:
  /// The clock starts now. Throws std::invalid_argument for a budget that allows nothing.
  explicit Budget(const Options& options);

  [[nodiscard]] bool used_up(std::uint64_t executions) const;
  [[nodiscard]] double elapsed_seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  Options options_;
  Clock::time_point started_ = Clock::now();
};

}  // namespace weft
