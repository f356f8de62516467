// How large a search is, and what makes it so, in words.
#pragma once

#include <string>

#include "weft/explorer/explore/estimate.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

/// A line for each hot spot: share, object, the two places, and a hint.
[[nodiscard]] std::string why_large(const Estimation& estimation, const Style& style);

}  // namespace weft::output
