// Phrases that several promises need when they are told.
#pragma once

#include <string>
#include <vector>

#include "weft/explorer/kernel/transcript.h"

namespace weft::invariants {

/// "queue.cc:12".
[[nodiscard]] std::string to_string(const Place& place);
/// "lock mu (queue.cc:12)": what a goroutine waits for.
[[nodiscard]] std::string to_string(const Transcript::Waiting& waiting);
/// "a", "a and b", "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string>& items);

}  // namespace weft::invariants
