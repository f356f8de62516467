// The state of dice as text, for a series that goes on in another process.
#pragma once

#include <random>
#include <sstream>
#include <stdexcept>
#include <string>

namespace weft::search {

[[nodiscard]] inline std::string text_of(const std::mt19937_64& dice) {
  std::ostringstream text;
  text << dice;
  return std::move(text).str();
}

/// Throws std::invalid_argument if it is no such state.
[[nodiscard]] inline std::mt19937_64 dice_of(const std::string& text) {
  std::istringstream in(text);
  std::mt19937_64 dice;
  if (!(in >> dice)) throw std::invalid_argument("what is left of the search makes no sense");
  return dice;
}

}  // namespace weft::search
