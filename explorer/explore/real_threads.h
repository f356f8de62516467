// Real locks and threads in a scenario: the search does not see them, so a proof is not about them.
#pragma once

#include <string>
#include <vector>

#include "weft/explorer/kernel/world.h"

namespace weft {

/// "a real mutex is locked at queue.cc:12", for each place in the scenario's own code that the
/// ordinary schedule comes to.
[[nodiscard]] std::vector<std::string> real_threads_in(kernel::World& world,
                                                       const kernel::Body& body);

}  // namespace weft
