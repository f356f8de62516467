// A counterexample as a sequence diagram in Mermaid, which issue trackers draw.
#pragma once

#include <string>

#include "weft/explorer/output/trace_file.h"

namespace weft::output {

[[nodiscard]] std::string mermaid_of(const Trace& trace);

}  // namespace weft::output
