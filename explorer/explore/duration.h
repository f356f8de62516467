// "10s", "500ms", "2m": spans of time as people write them.
#pragma once

#include <chrono>
#include <string>

namespace weft {

/// Thirty years; clocks count nanoseconds.
inline constexpr std::chrono::duration<double> kLongestTime{30.0 * 365 * 24 * 3600};

/// A number with ms, s, m, min or h behind it; seconds if there is nothing. Throws
/// std::invalid_argument for anything else, and for what is longer than kLongestTime.
[[nodiscard]] std::chrono::duration<double> parse_duration(const std::string& text);

}  // namespace weft
