// Whether a finding is one that has been told already.
#pragma once

#include <cstdint>
#include <vector>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/invariants/invariant.h"
#include "weft/explorer/kernel/execution.h"

namespace weft {

/// Likely equal for violations that will read alike, so that each is told only once.
[[nodiscard]] std::uint64_t signature(const invariants::Violation& violation,
                                      const kernel::Execution& execution);

[[nodiscard]] bool is_known(const Counterexample& told, const std::vector<Counterexample>& before);

}  // namespace weft
