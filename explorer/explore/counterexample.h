// A finding, the schedule that shows it, and the tale of that schedule. A plain value.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/transcript.h"

namespace weft {

struct Counterexample {
  Finding finding;
  std::string token;  ///< replays it: `weft replay TOKEN`
  Transcript transcript;
  std::vector<std::string> cause;  ///< sentences in words
  /// The steps whose order decides, the earlier first; the later one is left out if it is what a
  /// goroutine waits at in the end. With the order reversed the scenario passes: it was tried.
  std::vector<std::size_t> decisive = {};
  Transcript passing = {};         ///< with that order reversed; no steps: none was found
  std::string passing_token = {};  ///< replays that
  std::uint64_t found_in_execution = 0;
  std::int64_t built = 0;  ///< when the program was, in seconds since 1970; 0: not known
  bool minimal = false;    ///< proved to have the fewest preemptions, then switches, then steps
};

}  // namespace weft
