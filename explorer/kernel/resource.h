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
  Change changed;          ///< the latest change that is news to others
  Change changed_once;     ///< the latest by somebody who is not going round a loop
  bool is_ticket = false;  ///< its count only chooses among a ring
  bool watched = false;    ///< a meeting point: see World::watch()
};

}  // namespace weft::kernel
