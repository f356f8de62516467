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

/// "x → 1: x is read, x ← 1: x is written", as far as the rows have such signs.
[[nodiscard]] std::string key_of_signs(const std::vector<Row>& rows, const Style& style);

/// Without the spaces at its end.
[[nodiscard]] std::string trimmed(std::string text);

}  // namespace weft::output
