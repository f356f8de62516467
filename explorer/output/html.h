// A counterexample as one self-contained page: the picture, and each step looked at closely.
#pragma once

#include <string>

#include "weft/explorer/output/trace_file.h"

namespace weft::output {

[[nodiscard]] std::string html_of(const Trace& trace);

}  // namespace weft::output
