// Which scenarios a command is about.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "weft/explorer/kernel/scenario.h"

namespace weft::cli {

/// Glob: `*` is any text (slashes too), `?` any letter; a pattern that ends in `/` means all below.
[[nodiscard]] bool matches(std::string_view name, std::string_view pattern);

/// The scenarios whose names match one of `patterns`, all if there is none, by name. Throws
/// std::invalid_argument for a pattern that matches nothing, with a suggestion.
[[nodiscard]] std::vector<const Scenario*> select(const std::vector<std::string>& patterns);

/// The scenario of this name. Throws std::invalid_argument, with a suggestion.
[[nodiscard]] const Scenario& scenario_named(std::string_view name);

}  // namespace weft::cli
