// weft resume FILE
#pragma once

#include <memory>
#include <string>

#include "weft/explorer/cli/command.h"

namespace weft::cli {

/// Goes on with a search that was cut off.
[[nodiscard]] std::unique_ptr<Command> make_resume(const std::string& program);

}  // namespace weft::cli
