// A counterexample on one screen: what, why, the steps that lead there, who waits for whom, and
// what to do next.
#pragma once

#include <string>
#include <string_view>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/explore/report.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

struct TextOptions {
  Style style;
  std::string program = "weft";  ///< that has the commands `replay` and `explain`
  std::string replay = {};       ///< what replays the token behind it; empty: PROGRAM replay
  std::string saved;             ///< the trace file, if one was written
};

/// Ends in a newline; at most 40 lines unless the style is full.
[[nodiscard]] std::string text_of(const Counterexample& told, std::string_view scenario,
                                  const TextOptions& options);

}  // namespace weft::output
