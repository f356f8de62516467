// A counterexample in a file: JSON, one object a line. The first line says what the file is and how
// many lines follow, the last one that it is whole.
#pragma once

#include <string>
#include <string_view>

#include "weft/explorer/explore/counterexample.h"

namespace weft::output {

struct Trace {
  std::string scenario;
  Counterexample told;
};

[[nodiscard]] std::string to_text(const Trace& trace);

/// Throws std::invalid_argument, in one line that begins with `file`, for what is not a whole trace
/// of a version that we know.
[[nodiscard]] Trace parse_trace(std::string_view text, const std::string& file);

void save_trace(const Trace& trace, const std::string& path);
[[nodiscard]] Trace load_trace(const std::string& path);

}  // namespace weft::output
