// A schedule as one short word that can be pasted: `w1.<scenario>.<deviations>.<marks>`.
//
// `3G2-7` reads: seven steps by the default rule, only that goroutine 2 is the one to go on at
// step 3. Numbers are in base 36; `W`, `P`, `Q` say in which way, with which peer and in which way
// of the peer's, `D` stands for a select's default. `7K2` says that the third question of the
// execution about what the search had learned was answered with yes. The marks are one character
// for each prefix of the execution, so that a program that has changed is noticed at the step that
// has; two more guard the token itself.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "weft/explorer/explore/schedule.h"
#include "weft/explorer/kernel/facts.h"
#include "weft/explorer/kernel/transcript.h"

namespace weft {

struct Token {
  std::string scenario;
  std::vector<Deviation> deviations;
  std::uint32_t events = 0;         ///< that it takes to show the finding
  kernel::Questions affirmed = {};  ///< what the search had learned before
  std::string marks;
  friend bool operator==(const Token&, const Token&) = default;
};

[[nodiscard]] std::string to_string(const Token& token);

/// Throws std::invalid_argument, in one line, for what is not a whole token of ours.
[[nodiscard]] Token parse_token(std::string_view text);

/// The marks of the first `events` events of an execution.
[[nodiscard]] std::string marks_of(const Transcript& transcript, std::uint32_t events);

/// The range of events within which two executions of `events` events with these marks part.
struct Parting {
  std::uint32_t first;
  std::uint32_t last;
};
/// Meaningful only if `a` and `b` differ.
[[nodiscard]] Parting parting(std::string_view a, std::string_view b, std::uint32_t events);

}  // namespace weft
