// Runs through the random programs of a family.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "weft/tests/support/families.h"
#include "weft/tests/support/run_program.h"

namespace weft::testing_support {

/// Calls `compare` with each program and with what main does in it, by turns nothing and the last
/// part. What fails names the seed and the program.
template <typename Compare>
void each_program(const Shape& shape, std::uint64_t usually, Compare compare) {
  for (std::uint64_t n = 0; n < programs_wanted(usually); ++n) {
    const std::uint64_t seed = first_seed() + n;
    const auto program = random_program(seed, shape);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + to_string(program));
    compare(program, n % 2 == 0 ? Main::nothing : Main::the_last_part);
  }
}

}  // namespace weft::testing_support
