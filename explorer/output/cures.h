// How a finding is usually cured, given how it came about.
#pragma once

#include <string_view>

#include "weft/explorer/explore/counterexample.h"

namespace weft::output {

/// In one sentence; empty if there is no such kind.
[[nodiscard]] std::string_view cure_of(const Counterexample& told);

}  // namespace weft::output
