// The user's part of a call stack: which lines of the scenario led to an operation. Looked up with
// addr2line, if the machine has it.
#pragma once

#include <string_view>
#include <vector>

#include "weft/explorer/kernel/transcript.h"

namespace weft {

/// Return addresses, innermost first.
using Stack = std::vector<void*>;

[[nodiscard]] Stack stack_here();

/// Whether a place is no line of the user's: none at all, one in a system header, or one that the
/// compiler has made up ("<artificial>").
[[nodiscard]] bool is_foreign(std::string_view file);

/// For each stack the user's calls on it, innermost first, without those of the standard library
/// and of weft; none where there is no debug information. What was looked up once is remembered.
[[nodiscard]] std::vector<std::vector<Transcript::Call>> user_calls(
    const std::vector<Stack>& stacks);

/// The innermost of them; an empty place where there is none.
[[nodiscard]] Place user_place(const Stack& stack);

/// The line from which a library was called, if that is one of the user's; else an empty place.
[[nodiscard]] Place calling_place(const Stack& stack);

}  // namespace weft
