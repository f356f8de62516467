// The clocks of the C library while a scenario runs: virtual time (see primitives/clock.h), which
// every execution begins at the same moment.
#pragma once

#include <ctime>

#include "weft/primitives/clock.h"

namespace weft::unmodified {

/// When it is `t` by this clock.
[[nodiscard]] Time virtual_time(clockid_t clock, const timespec& t);
/// What this clock shows now.
[[nodiscard]] timespec shown_by(clockid_t clock);

}  // namespace weft::unmodified
