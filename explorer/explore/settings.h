// What a scenario and the options together mean for the kernel.
#pragma once

#include <string_view>

#include "weft/explorer/explore/options.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

/// With what some of them imply for others.
[[nodiscard]] Options meant(Options options);

/// "report" or "explore"; throws std::invalid_argument for anything else.
[[nodiscard]] Races races_named(std::string_view name);

/// Throws std::invalid_argument, in one line, for what makes no sense.
void refuse_nonsense(const Scenario& scenario, const Options& options);

[[nodiscard]] kernel::WorldLimits limits_of(const Scenario& scenario, const Options& options);

[[nodiscard]] kernel::Behaviour behaviour_of(const Scenario& scenario, const Options& options);

}  // namespace weft
