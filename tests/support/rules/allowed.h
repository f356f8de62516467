// What Go's rules allow a random program to show: all states of a machine that has no fibers, no
// events and no footprints. What weft's kernel takes for granted, this does not know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "weft/tests/support/random_program.h"

namespace weft::testing_support {

/// Whether the rules of all that such programs do are here.
bool has_rules(const Shape& shape);

/// Whether such programs tell the time.
bool is_timed(const Shape& shape);

/// When a select that has more than one way can communicate with another one; and how late what is
/// due may happen.
enum class Reading : std::uint8_t {
  runtime,  ///< it takes what is ready when it comes, and only if nothing is can it be met; at once
  specification,  ///< whenever both stand there; as late as may be
};

/// All outcomes of a program, in the words of runnable(); none if it has more than `limit` states.
std::optional<std::set<std::string>> allowed(const std::vector<std::vector<std::string>>& program,
                                             Reading reading, std::size_t limit);

/// Whether it may end with somebody who can never go on; nothing as above.
std::optional<bool> gets_stuck(const std::vector<std::vector<std::string>>& program,
                               std::size_t limit);

/// Whether two accesses to plain data, of which one writes, may come in no order; nothing if that
/// cannot be said within `limit` states.
std::optional<bool> races(const std::vector<std::vector<std::string>>& program, std::size_t limit);

}  // namespace weft::testing_support
