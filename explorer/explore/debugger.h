// Under a debugger, a replay stops in front of every step, and says what there is to see.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "weft/explorer/explore/schedule.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

[[nodiscard]] bool under_a_debugger();

/// Runs the schedule once more, for somebody who watches with gdb (see gdb.py). In front of every
/// event, and at the end, weft_debug_stop is called; `stop_at` says which of these calls is the one
/// to stop at if nothing else was asked for. `remark` is said at the first of them.
void run_for_debugger(kernel::World& world, const kernel::Body& body,
                      std::span<const Deviation> deviations, std::uint32_t stop_at,
                      const std::string& remark);

}  // namespace weft

/// What there is to see, in lines of fields that tabs separate; and where to break.
extern "C" {
extern char weft_debug_text[];
void weft_debug_stop();
}
