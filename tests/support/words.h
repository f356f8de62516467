// Words for what a scenario answers.
#pragma once

#include <string>

#include "weft/primitives/clock.h"
#include "weft/primitives/errors.h"

namespace weft::testing_support {

inline std::string words(const Error& error) {
  return std::string(error.message());
}

/// As a duration since time began.
inline std::string text(Time t) {
  return to_string(t.time_since_epoch());
}

inline std::string yes(bool is) {
  return is ? "yes" : "no";
}

}  // namespace weft::testing_support
