// weft estimate PATTERN…
#pragma once

#include <memory>

#include "weft/explorer/cli/command.h"

namespace weft::cli {

/// Says how many executions a search would make, how long it would take, and why.
[[nodiscard]] std::unique_ptr<Command> make_estimate();

}  // namespace weft::cli
