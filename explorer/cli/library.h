// Shared libraries of scenarios.
#pragma once

#include <string>
#include <vector>

namespace weft::cli {

/// Loads libraries whose scenarios register themselves. Throws std::invalid_argument, in one line,
/// for one that cannot be loaded or has no scenarios.
void load(const std::vector<std::string>& libraries);

/// Those that were, as a command needs them: "--load LIB.so " for each.
[[nodiscard]] std::string loaded();

}  // namespace weft::cli
