// How large a search is, and why, before it has been made. Plain values.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace weft {

struct Estimate {
  double executions = 1;
  double low = 1;   ///< in 95 of 100 cases the true number is from low to high
  double high = 1;  ///< infinite: there are at least `executions`, and nobody knows how many more
  std::uint64_t descents = 0;  ///< it rests on; 0: it is no estimate but the number

  /// The same by somebody who has seen so many executions made.
  [[nodiscard]] Estimate knowing(std::uint64_t made) const {
    Estimate known = *this;
    const auto least = static_cast<double>(made);
    known.low = std::max(low, least);
    known.executions = std::max(executions, least);
    if (high < least) known.high = std::numeric_limits<double>::infinity();
    return known;
  }
  /// How much of it all so many executions are: 0 to 1.
  [[nodiscard]] double share(std::uint64_t made) const {
    return executions <= static_cast<double>(made) ? 1 : static_cast<double>(made) / executions;
  }
};

/// Two lines of the scenario the order of which makes many executions.
struct HotSpot {
  struct Place {
    std::string operation;
    std::string file;
    int line = 0;
    friend bool operator==(const Place&, const Place&) = default;
  };
  std::string object;
  Place first;
  Place second;      ///< empty: what the first one keeps from happening, or another way of itself
  double share = 0;  ///< of all executions but the first, so many come of reversing these
  std::string hint;
};

struct Estimation {
  Estimate estimate;
  std::vector<HotSpot> hot_spots;  ///< the hottest first
};

}  // namespace weft
