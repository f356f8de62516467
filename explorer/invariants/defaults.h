// The promises that are checked, in the order in which they are told.
#pragma once

#include <memory>
#include <vector>

#include "weft/explorer/invariants/invariant.h"

namespace weft::invariants {

[[nodiscard]] std::vector<std::unique_ptr<Invariant>> defaults();

}  // namespace weft::invariants
