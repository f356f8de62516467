// What one goroutine does in one step, in a few words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "weft/explorer/kernel/transcript.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

/// "lock mu", "full ← true", "recv jobs (42)", "go worker".
[[nodiscard]] std::string phrase_of(const Transcript::Step& step, const Style& style);

/// "✗ lock mu for ever".
[[nodiscard]] std::string phrase_of(const Transcript::Waiting& waiting, const Style& style);

/// "lock mu": an operation and its object.
[[nodiscard]] std::string joined(const std::string& operation, const std::string& object);

/// Whether `name` stands in `text` as a word of its own.
[[nodiscard]] bool names(std::string_view text, std::string_view name);

/// "goroutine-leak" as a headline: "GOROUTINE LEAK".
[[nodiscard]] std::string headline(std::string kind);

/// "a, b and c"; of more than `most`, "a, b and 7 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& items, std::size_t most);

/// "1 step", "3 steps".
[[nodiscard]] std::string counted(std::uint64_t number, const std::string& thing);

}  // namespace weft::output
