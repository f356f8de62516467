// Stretches of a transcript that say the same again and again.
#pragma once

#include <cstddef>
#include <vector>

#include "weft/explorer/kernel/transcript.h"

namespace weft::output {

/// Steps [first, first + length) happen `times` times in a row.
struct Loop {
  std::size_t first;
  std::size_t length;
  std::size_t times;
  /// Only alike: what comes out differs from round to round, or each has a thing of its own.
  bool alike;
};

/// The loops of at least three rounds, eight if they are only alike, in order, none overlapping
/// another.
[[nodiscard]] std::vector<Loop> loops_of(const Transcript& transcript);

}  // namespace weft::output
