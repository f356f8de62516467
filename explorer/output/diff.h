// A failing schedule beside the nearest one that passes.
#pragma once

#include <string>

#include "weft/explorer/output/terminal.h"
#include "weft/explorer/output/trace_file.h"

namespace weft::output {

/// Side by side where there is room for it, else one below the other; the first difference is
/// marked, steps in common are folded. `trace.told.passing` must have steps.
[[nodiscard]] std::string diff_of(const Trace& trace, const Style& style);

}  // namespace weft::output
