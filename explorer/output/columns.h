// The table of a counterexample: a column for each goroutine, or a list where there are too many.
#pragma once

#include <string>
#include <vector>

#include "weft/explorer/output/story.h"

namespace weft::output {

/// A heading and a line for each row, none wider than the style. With more than six goroutines, or
/// if a column would be too narrow to read, the goroutine is named in each line instead.
[[nodiscard]] std::vector<std::string> table(const std::vector<Row>& rows,
                                             const Transcript& transcript, const Style& style);

}  // namespace weft::output
