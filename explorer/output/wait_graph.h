// Who waits for what, and who holds what.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

/// What each goroutine of `who` waits for, where, what it holds since when and, if there is room,
/// where it was spawned. Leaves two columns for an indent. Of more than `most` goroutines, the last
/// line counts the others.
[[nodiscard]] std::vector<std::string> waiting_lines(const Counterexample& told,
                                                     std::span<const std::size_t> who,
                                                     std::size_t most, const Style& style);

}  // namespace weft::output
