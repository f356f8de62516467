// Goroutines that wait for each other: by locks, and by messages that only one of them could send
// or take.
#pragma once

#include <string>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

/// "first → b held by second → a held by first", "asker → jobs received by worker → mu held by
/// asker": the circle in which goroutines wait; empty if there is none. Who could have received is
/// who did, in this schedule or in the nearest one that passes.
[[nodiscard]] std::string circle_of(const Counterexample& told, const Style& style);

}  // namespace weft::output
