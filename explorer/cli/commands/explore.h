// `weft explore`: searches scenarios.
#pragma once

#include <memory>
#include <string>

#include "weft/explorer/cli/command.h"

namespace weft::cli {

[[nodiscard]] std::unique_ptr<Command> make_explore(const std::string& program);

}  // namespace weft::cli
