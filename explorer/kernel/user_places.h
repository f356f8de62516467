// Which line of the user's a call came from, when all that is known at first is a line in a header
// of the standard library. Looked up with addr2line, if the machine has it.
#pragma once

#include <string_view>
#include <vector>

#include "weft/explorer/kernel/transcript.h"

namespace weft {

/// Return addresses, innermost first.
using Stack = std::vector<void*>;

[[nodiscard]] Stack stack_here();

/// Whether a place is no line of the user's: none at all, or one in a system header.
[[nodiscard]] bool is_foreign(std::string_view file);

/// For each stack the innermost line of the user's; an empty place where there is none to be
/// found. What was looked up once is remembered.
[[nodiscard]] std::vector<Place> user_places(const std::vector<Stack>& stacks);

}  // namespace weft
