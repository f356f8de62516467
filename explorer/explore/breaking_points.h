// Where goroutines throw and crash, noticed during a run for a person.
#pragma once

#include <cstdint>
#include <map>

#include "weft/explorer/explore/redirected.h"
#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/user_calls.h"

namespace weft {

class BreakingPoints {
 public:
  /// From now on, on this thread.
  BreakingPoints();
  BreakingPoints(const BreakingPoints&) = delete;
  BreakingPoints& operator=(const BreakingPoints&) = delete;
  ~BreakingPoints();

  /// The calls under which `g` threw last; none if it never did.
  [[nodiscard]] Stack thrown_by(kernel::GoroutineId g) const;
  /// The calls under which the execution crashed.
  [[nodiscard]] const Stack& crashed() const { return crashed_; }

 private:
  friend void note_throw();
  friend void note_crash_here(std::uintptr_t interrupted);

  BreakingPoints* outer_;
  std::map<kernel::GoroutineId, Stack> thrown_;
  Stack crashed_;
  Redirected throws_;
};

/// For a signal handler that is about to end an execution: does nothing if nobody listens.
/// `interrupted`: where the signal came, which is no return address; 0: it is no handler.
void note_crash_here(std::uintptr_t interrupted);
/// For whoever is about to throw.
void note_throw();

}  // namespace weft
