// `weft replay`: runs one schedule again and prints it.
#pragma once

#include <memory>
#include <string>

#include "weft/explorer/cli/command.h"

namespace weft::cli {

[[nodiscard]] std::unique_ptr<Command> make_replay(const std::string& program);

}  // namespace weft::cli
