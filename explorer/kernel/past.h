// What the record of an execution says that a goroutine has lately done. A part of World's rooms
// for loops and scopes.
#pragma once

#include <cstddef>
#include <cstdint>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/visits.h"

namespace weft::kernel {

/// Operations back, in which a goroutine in a circle has shown what it does.
inline constexpr std::size_t kMemory = 4 * Visits::kRemembered;

/// Whether its goroutine has gone this way from this place.
[[nodiscard]] bool takes(const Execution& execution, const OperationRecord& from,
                         std::uint16_t way);

/// Whether an operation before `stop` has touched it; in a circle, one of its last round.
[[nodiscard]] bool touched(const Execution& execution, const OperationRecord& stop,
                           ResourceId resource);

/// Whether something that was looked at on the round from `begin` to `stop` had changed since its
/// goroutine looked at it before. In every order of what does not depend on each other it is the
/// same.
[[nodiscard]] bool saw_news(const Execution& execution, const OperationRecord& stop,
                            OperationId begin);

/// Whether the round from `begin` to `stop` went as an earlier one did, by the ways that were
/// taken.
[[nodiscard]] bool went_so_before(const Execution& execution, const OperationRecord& stop,
                                  OperationId begin);

}  // namespace weft::kernel
