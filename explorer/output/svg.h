// A counterexample as a picture: a lane for each goroutine, time going down, arrows between lanes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "weft/explorer/output/trace_file.h"

namespace weft::output {

/// Complete in itself, light and dark.
[[nodiscard]] std::string svg_of(const Trace& trace);

/// One of several in a page: `prefix` keeps its names apart from the others', and step `parts`,
/// from 1, is where they part; 0: nowhere.
[[nodiscard]] std::string svg_of(const Trace& trace, std::string_view prefix, std::size_t parts);

}  // namespace weft::output
