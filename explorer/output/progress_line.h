// How far a search is, in one line.
#pragma once

#include <string>

#include "weft/explorer/explore/progress.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

/// "queue/full  184212 executions, 20.4 k/s, about 3.1 M (2.2 M to 4.0 M), 6 %, 2 min left, depth
/// 61". Not wider than the style says; no line end.
[[nodiscard]] std::string line_of(const Progress& progress, const Style& style);

/// "7", "113 k", "3.1 M", "2e+12": two or three digits of a number that is not exact.
[[nodiscard]] std::string roughly(double number);

/// "about 3.1 M executions (2.2 M to 4.0 M)".
[[nodiscard]] std::string words_of(const Estimate& estimate);

}  // namespace weft::output
