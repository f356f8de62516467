// Who waits for what, who holds what, and the circle they make.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

/// "first → b held by second → a held by first"; empty if nobody waits in a circle of locks.
[[nodiscard]] std::string circle_of(const Transcript& transcript, const Style& style);

/// One line for each goroutine that waits for ever: what for, where, what it holds since when and,
/// if there is room, where it was spawned. Leaves two columns for an indent. Of more than `most`
/// goroutines, the last line counts the others.
[[nodiscard]] std::vector<std::string> waiting_lines(const Counterexample& told, std::size_t most,
                                                     const Style& style);

}  // namespace weft::output
