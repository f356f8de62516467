// Rows one below the other, each with its goroutine's name: for more goroutines than columns.
#pragma once

#include <string>
#include <vector>

#include "weft/explorer/output/story.h"

namespace weft::output {

[[nodiscard]] std::vector<std::string> list_layout(const std::vector<Row>& rows,
                                                   const Transcript& transcript,
                                                   const Style& style);

/// The number of a row's step, or nothing, in four columns.
[[nodiscard]] std::string number_of(const Row& row);

/// A remark across the whole width.
[[nodiscard]] std::string remark_line(const Row& row, const Style& style);

/// Without the spaces at its end.
[[nodiscard]] std::string trimmed(std::string text);

}  // namespace weft::output
