// The pair of steps whose order decides: the scenario passes when the second comes before the
// first. Found by running it that way.
#pragma once

#include <optional>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/explore/schedule.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

/// Looks for the pair in `schedule`, of which `told` is the tale, and adds it to the tale. The
/// latest pair is tried first; when the budget of re-runs is used up, nothing is added.
/// The schedule with the pair reversed, which passes; none if there is no such pair.
[[nodiscard]] std::optional<Schedule> tell_decisive_pair(const Schedule& schedule,
                                                         kernel::World& world,
                                                         const kernel::Body& body,
                                                         Inspector& inspector,
                                                         Counterexample& told);

}  // namespace weft
