// Numbers on the command line and in the environment.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>

namespace weft::cli {

/// Refuses in one line what is no whole number from `least` to `most`.
[[nodiscard]] CLI::Validator whole_number(std::uint64_t least, std::uint64_t most);

}  // namespace weft::cli
