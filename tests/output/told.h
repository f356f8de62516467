// A counterexample as text, and its lines.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "weft/explorer/output/text_report.h"

namespace weft {

inline constexpr output::Style kNarrow{.width = 80, .utf8 = true};

inline std::string told(const Counterexample& counterexample, const output::Style& style) {
  output::TextOptions options;
  options.style = style;
  return output::text_of(counterexample, "bank/sample", options);
}

inline std::vector<std::string> lines(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace weft
