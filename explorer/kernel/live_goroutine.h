// What the kernel keeps of a goroutine while an execution runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "weft/explorer/kernel/blocks.h"
#include "weft/explorer/kernel/fiber.h"
#include "weft/explorer/kernel/function.h"
#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/operation.h"
#include "weft/explorer/kernel/row.h"
#include "weft/explorer/kernel/visits.h"

namespace weft::kernel {

class World;

struct LiveGoroutine {
  Fiber fiber;
  World* world = nullptr;
  Operation* waits_at = nullptr;
  OperationId arrived = kNoOperation;  ///< the last one it has come to
  Function body;
  bool told_to_unwind = false;
  bool acted = false;  ///< has had an operation
  const Name* last_used = nullptr;
  Row<ResourceId> uses;  ///< see Lifetime::users
  std::vector<const Name*> comes_to_use;
  Row<Location> waited_at;  ///< facts about objects for whose ends it has waited too long
  Row<GoroutineId> joined;
  std::uint32_t idle_performs = 0;
  std::size_t first_visit = 0;  ///< among the operations; those before do not count
  Visits visits;
  Blocks blocks;
};

}  // namespace weft::kernel
