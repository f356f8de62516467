// What a scenario claims: for where there is no EXPECT_TRUE at hand.
#pragma once

#include <string_view>

#include "weft/explorer/kernel/goroutine.h"

namespace weft {

using kernel::Location;

/// A finding (check-failed) that says `claim` if `condition` is false; the execution goes on.
void expect(bool condition, std::string_view claim, Location at = Location::here());

}  // namespace weft
