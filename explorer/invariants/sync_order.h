// The memory model's happens-before of a finished execution, worked out once more from its record
// to be told.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "weft/explorer/kernel/execution.h"

namespace weft::invariants {

class SyncOrder {
 public:
  explicit SyncOrder(const kernel::Execution& execution);

  /// How many events there were up to the last one of `whose` that `g` knows of in the end; 0 if
  /// it knows of none.
  [[nodiscard]] std::uint32_t known(kernel::GoroutineId g, kernel::GoroutineId whose) const {
    return knows_[index(g)][index(whose)];
  }

 private:
  using Clock = std::vector<std::uint32_t>;

  void learn_from_spawner(kernel::OperationId first_operation);
  using Touches = std::span<const kernel::Touch>;
  void synchronise(kernel::OperationId operation, std::uint16_t way, Touches& left);
  void synchronise(Clock& mine, const kernel::DeclaredTouch& declared, const kernel::Touch& touch);

  const kernel::Execution& execution_;
  std::vector<Clock> knows_;     // by goroutine
  std::vector<Clock> released_;  // by resource
  std::vector<Clock> after_;     // by event: what its goroutine knew then
  std::vector<bool> started_;
};

}  // namespace weft::invariants
