// Which switches of a schedule are needed to show its finding, and which are free: somebody else
// could have gone on there, and it would have failed all the same. Found by running it that way.
#pragma once

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/explore/schedule.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

/// Marks the switches of `told`, the tale of how `schedule` shows `broken`. Where nobody else could
/// go on there is nothing to mark; when the budget of re-runs is used up, the rest is left open.
void mark_needed_switches(const Schedule& schedule, const Broken& broken, kernel::World& world,
                          const kernel::Body& body, Inspector& inspector, Counterexample& told);

}  // namespace weft
