#include "weft/explorer/explore/duration.h"

#include <charconv>
#include <stdexcept>
#include <string_view>

namespace weft {
namespace {

/// How many seconds a unit has; 0 if there is no such unit.
double seconds_of(std::string_view unit) {
  if (unit.empty() || unit == "s") return 1;
  if (unit == "ms") return 1e-3;
  if (unit == "m" || unit == "min") return 60;
  return unit == "h" ? 3600 : 0;
}

}  // namespace

std::chrono::duration<double> parse_duration(const std::string& text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  const double unit = seconds_of({rest, static_cast<std::size_t>(end - rest)});
  const std::chrono::duration<double> time(number * unit);
  if (error != std::errc{} || unit == 0 || !(number > 0) || !(time <= kLongestTime)) {
    throw std::invalid_argument('"' + text +
                                "\" is not a time: expected for example 10s, 500ms, 2m");
  }
  return time;
}

}  // namespace weft
