// What the kernel keeps of a resource while an execution runs.
#pragma once

#include <cstdint>

#include "weft/explorer/kernel/ids.h"

namespace weft::kernel {

struct Resource {
  std::int32_t count = 0;
  struct Change {
    EventId at = kNever;
    GoroutineId by = kNobody;
  };
  Change changed;        ///< the latest change that is news to others
  Change changed_once;   ///< the latest by somebody who is not going round a loop
  std::uint32_t made{};  ///< how many operations had been come to by then
  GoroutineId maker = kNobody;
  bool shared = false;     ///< another goroutine has changed it
  bool is_ticket = false;  ///< its count only chooses among a ring
  bool watched = false;    ///< a meeting point: see World::watch()
  bool is_scope = false;   ///< of an object: no doing of the scenario's

  /// By `g`, since it came to an operation.
  [[nodiscard]] bool made_since(OperationId operation, GoroutineId g) const {
    return maker == g && made > index(operation);
  }
};

}  // namespace weft::kernel
