// When the code of a scenario was built.
#pragma once

#include <cstdint>

#include "weft/explorer/kernel/scenario.h"

namespace weft {

/// When the file was written that the scenario was loaded from, the program or a library; in
/// seconds since 1970. 0: not known.
[[nodiscard]] std::int64_t program_time(const Scenario& scenario);

}  // namespace weft
