// `weft show`: a saved counterexample, as text or as a picture.
#pragma once

#include <memory>
#include <string>

#include "weft/explorer/cli/command.h"

namespace weft::cli {

[[nodiscard]] std::unique_ptr<Command> make_show(const std::string& program);

}  // namespace weft::cli
