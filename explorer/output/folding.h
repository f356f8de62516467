// A tale in few rows: what matters least is left out.
#pragma once

#include <cstddef>
#include <vector>

#include "weft/explorer/output/story.h"

namespace weft::output {

/// `rows` in at most `most` rows: what matters least is left out first, and said so.
[[nodiscard]] std::vector<Row> folded(std::vector<Row> rows, std::size_t most,
                                      const Transcript& transcript, const Style& style);

/// How many rows there are without which the tale is not understood.
[[nodiscard]] std::size_t rows_that_matter(const std::vector<Row>& rows);

}  // namespace weft::output
