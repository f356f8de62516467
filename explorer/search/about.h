// Large numbers in the sentences of strategies.
#pragma once

#include <array>
#include <cmath>
#include <cstdio>
#include <string>

namespace weft::search {

/// "2520", "1.7e+08"; all that is beyond a million is an estimate anyway.
[[nodiscard]] inline std::string about(double number) {
  constexpr double kMillion = 1e6;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), number < kMillion ? "%.0f" : "%.1e", number);
  return text.data();
}

}  // namespace weft::search
