// Why a search that was cut off cannot go on.
#pragma once

#include "weft/explorer/kernel/scenario.h"

namespace weft {

/// Throws std::invalid_argument.
[[noreturn]] void refuse_changed(const Scenario& scenario);

}  // namespace weft
