// `weft diff`: a failing schedule beside the nearest one that passes.
#pragma once

#include <memory>
#include <string>

#include "weft/explorer/cli/command.h"

namespace weft::cli {

[[nodiscard]] std::unique_ptr<Command> make_diff(const std::string& program);

}  // namespace weft::cli
