// What a report without findings should be read with.
#pragma once

#include "weft/explorer/explore/report.h"
#include "weft/explorer/explore/teller.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

/// Adds to `report`, if it has no findings, what the search could not see: real locks and threads,
/// or that there was nothing to see.
void warn(Report& report, const Scenario& scenario, kernel::World& world, Teller& teller);

}  // namespace weft
