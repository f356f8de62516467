// `weft explain`: what a kind of finding means and how it is cured.
#pragma once

#include <memory>

#include "weft/explorer/cli/command.h"

namespace weft::cli {

[[nodiscard]] std::unique_ptr<Command> make_explain();

}  // namespace weft::cli
