// `weft gdb`: a replay under the debugger, stopped where it fails.
#pragma once

#include <memory>

#include "weft/explorer/cli/command.h"

namespace weft::cli {

[[nodiscard]] std::unique_ptr<Command> make_gdb();

}  // namespace weft::cli
