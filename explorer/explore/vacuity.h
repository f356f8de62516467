// A pass that proves nothing: there was one execution only, in which nothing was shared.
#pragma once

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/transcript.h"

namespace weft {

/// Whether the goroutines of `execution`, told in `transcript`, share nothing but what they are
/// joined with at the end.
[[nodiscard]] bool shares_nothing(const kernel::Execution& execution, const Transcript& transcript);

}  // namespace weft
