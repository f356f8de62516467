// A counterexample as a graph for Graphviz: a column of steps for each goroutine.
#pragma once

#include <string>

#include "weft/explorer/output/trace_file.h"

namespace weft::output {

[[nodiscard]] std::string dot_of(const Trace& trace);

}  // namespace weft::output
