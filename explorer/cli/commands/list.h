// `weft list`: the scenarios of this program.
#pragma once

#include <memory>

#include "weft/explorer/cli/command.h"

namespace weft::cli {

[[nodiscard]] std::unique_ptr<Command> make_list();

}  // namespace weft::cli
