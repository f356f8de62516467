// The table of a counterexample: a column for each goroutine, or a list where there are too many.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "weft/explorer/output/story.h"

namespace weft::output {

/// What becomes of words that are wider than their column.
enum class Cells : std::uint8_t {
  wrap,           ///< they go on in the next line
  wrap_decisive,  ///< those of the rows that matter do, the others are cut
  cut,            ///< a line for each row, whatever must go
};

/// A heading and the lines of each row, none wider than the style. With more than six goroutines,
/// or if a column would be too narrow to read, the goroutine is named in each line instead.
[[nodiscard]] std::vector<std::string> table(const std::vector<Row>& rows,
                                             const Transcript& transcript, const Style& style,
                                             Cells cells = Cells::wrap);

}  // namespace weft::output
