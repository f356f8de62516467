// What code says about itself to tools like ours.
#pragma once

#include <cstddef>
#include <vector>

#include "weft/explorer/kernel/ids.h"

namespace weft::unmodified {

/// Accesses that are not to be judged, because their author says so.
class Excused {
 public:
  enum class What : std::uint8_t { reads, writes };

  /// Only what was said outside of executions is still so.
  void begin_execution();
  /// Of the goroutine's, from now on (+1), or no longer (-1).
  void ignore(kernel::GoroutineId by, What what, int more);
  [[nodiscard]] bool ignores(kernel::GoroutineId by, What what) const {
    return any_ && of(by, what) > 0;
  }
  /// Whatever happens in this memory is no race. `for_good`: in later executions, too.
  void call_benign(const void* at, std::size_t size, bool for_good);
  [[nodiscard]] bool benign(const void* at) const;

 private:
  struct Range {
    const char* from;
    const char* to;
    bool for_good;
  };
  [[nodiscard]] int of(kernel::GoroutineId by, What what) const;

  bool any_ = false;
  std::vector<int> counts_;  // two for each goroutine
  std::vector<Range> benign_;
};

}  // namespace weft::unmodified
