// `weft completion`: scripts that let a shell complete commands, options and scenario names.
#pragma once

#include <memory>
#include <string>

#include "weft/explorer/cli/command.h"

namespace weft::cli {

[[nodiscard]] std::unique_ptr<Command> make_completion(const std::string& program);

}  // namespace weft::cli
