#include "weft/explorer/cli/numbers.h"

#include <charconv>
#include <string>

namespace weft::cli {

/// What CLI11 says of numbers out of range is for nobody, and those that do not fit it takes.
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
  const auto check = [least, most](const std::string& text) -> std::string {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error == std::errc{} && rest == end && least <= number && number <= most) return {};
    return '"' + text + "\" is not a whole number from " + std::to_string(least) + " to " +
           std::to_string(most);
  };
  return {check, ""};
}

}  // namespace weft::cli
