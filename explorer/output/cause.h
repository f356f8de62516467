// The sentences about the cause that there is room for, and who waits without being told of.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

struct Cause {
  std::vector<std::string> lines;
  /// The goroutines of which they do not say what they wait for, and hold.
  std::vector<std::size_t> untold;
};

/// As many sentences as `room` lines take, but four lines at least. If a pair of steps decides, the
/// last sentence is about it, and kept.
[[nodiscard]] Cause cause_of(const Counterexample& told, std::size_t room, const Style& style);

/// The goroutines that wait for ever.
[[nodiscard]] std::vector<std::size_t> who_waits(const Counterexample& told);

}  // namespace weft::output
