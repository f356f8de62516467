// A counterexample as trace events, for the Perfetto UI: a track for each goroutine, a flow for
// each arrow. One step takes one millisecond.
#pragma once

#include <string>

#include "weft/explorer/output/trace_file.h"

namespace weft::output {

[[nodiscard]] std::string perfetto_of(const Trace& trace);

}  // namespace weft::output
