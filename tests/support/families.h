// The families of random programs that searches are held against the truth on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "weft/tests/support/random_program.h"

namespace weft::testing_support {

struct Family {
  std::string name;
  Shape shape;
};

/// Together they use every primitive.
std::vector<Family> families();

/// How many programs of each family; WEFT_ORACLE_SEEDS sets more for the nightly run.
std::uint64_t programs_wanted(std::uint64_t usually);
/// The seed of the first of them; WEFT_ORACLE_FIRST_SEED sets another, for programs nobody has
/// seen.
std::uint64_t first_seed();

}  // namespace weft::testing_support
