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
  bool alike;  ///< only alike: what comes out differs from round to round
};

/// The loops of at least three rounds, eight if they are only alike, in order, none overlapping
/// another.
[[nodiscard]] std::vector<Loop> loops_of(const std::vector<Transcript::Step>& steps);

}  // namespace weft::output
