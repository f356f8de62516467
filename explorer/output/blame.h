// The places in the user's source that a finding points at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "weft/explorer/explore/counterexample.h"

namespace weft::output {

struct Blame {
  Place at;
  std::string operation;
  std::string object;
  std::optional<std::size_t> step = {};  ///< none: a goroutine waits there for ever, or breaks
  bool breaks = false;
  bool awaits_others = false;  ///< until they are done: the last to be blamed
};

/// Where the first goroutine waits or breaks that the finding is about; if none does, what it did
/// last.
/// Nothing if the finding names no goroutine that ever did anything at a known place.
[[nodiscard]] std::optional<Blame> blame_of(const Counterexample& told);

/// That one, and another one if it takes two: the other access of a race, the next goroutine that
/// waits for ever.
[[nodiscard]] std::vector<Blame> blames_of(const Counterexample& told);

/// How the line of source may have it, the best word first: `lock` is also `scoped_lock`; a
/// conversion has the object's name only.
[[nodiscard]] std::vector<std::string> words_for(const Blame& blame);

}  // namespace weft::output
