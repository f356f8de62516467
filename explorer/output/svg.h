// A counterexample as a picture: a lane for each goroutine, time going down, arrows between lanes.
#pragma once

#include <string>

#include "weft/explorer/output/trace_file.h"

namespace weft::output {

/// Complete in itself, light and dark.
[[nodiscard]] std::string svg_of(const Trace& trace);

}  // namespace weft::output
