// A pass that proves nothing: there was one execution only, in which nothing was shared.
#pragma once

#include "weft/explorer/kernel/transcript.h"

namespace weft {

/// Whether the goroutines of `transcript` share nothing but what they are joined with at the end.
[[nodiscard]] bool shares_nothing(const Transcript& transcript);

}  // namespace weft
