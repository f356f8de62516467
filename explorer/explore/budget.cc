#include "weft/explorer/explore/budget.h"

#include <stdexcept>

namespace weft {

Budget::Budget(const Options& options) : options_(options) {
  if (options.time && !(options.time->count() > 0)) {
    throw std::invalid_argument("the time for a search must be positive");
  }
  if (options.max_executions && *options.max_executions == 0) {
    throw std::invalid_argument("a search needs at least one execution");
  }
}

bool Budget::used_up(std::uint64_t executions) const {
  if (options_.max_executions && executions >= *options_.max_executions) return true;
  return options_.time && elapsed_seconds() >= options_.time->count();
}

double Budget::elapsed_seconds() const {
  return std::chrono::duration<double>(Clock::now() - started_).count();
}

}  // namespace weft
