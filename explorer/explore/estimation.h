// Estimates how many executions the exhaustive search of a scenario makes; see docs/search.md.
#pragma once

#include "weft/explorer/explore/estimate.h"
#include "weft/explorer/explore/options.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/search/descents.h"

namespace weft {

/// Makes descents of this shape: as many executions as the levels of the tree take. Equal shapes
/// and scenarios, equal estimates.
[[nodiscard]] Estimation estimate(const Scenario& scenario, const Options& options,
                                  const search::Descents::Shape& shape = {});

}  // namespace weft
