// "did you mean …?"
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace weft {

/// How many letters must be inserted, removed, replaced or swapped to make `a` into `b`.
[[nodiscard]] std::size_t distance(std::string_view a, std::string_view b);

/// "; did you mean \"explore\"?" if something close to `word` is among `known`, else nothing.
[[nodiscard]] std::string suggestion(std::string_view word, const std::vector<std::string>& known);

}  // namespace weft
