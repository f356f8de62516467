// Words for what a scenario answers.
#pragma once

#include <string>

#include "weft/primitives/errors.h"

namespace weft::testing_support {

inline std::string words(const Error& error) {
  return std::string(error.message());
}

inline std::string yes(bool is) {
  return is ? "yes" : "no";
}

}  // namespace weft::testing_support
