// The one place in the user's source that a finding points at.
#pragma once

#include <optional>
#include <string>

#include "weft/explorer/explore/counterexample.h"

namespace weft::output {

struct Blame {
  Place at;
  std::string operation;
  std::optional<std::size_t> step;  ///< none: a goroutine waits there for ever, or breaks
  bool breaks = false;
};

/// Where the first goroutine waits or breaks that the finding is about; if none does, what it did
/// last.
/// Nothing if the finding names no goroutine that ever did anything at a known place.
[[nodiscard]] std::optional<Blame> blame_of(const Counterexample& told);

}  // namespace weft::output
