// A search that was cut off, as bytes from which it goes on: which scenario of which program, how
// it is searched, what has been counted and found, and what is left.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "weft/explorer/explore/options.h"
#include "weft/explorer/explore/schedule.h"
#include "weft/explorer/kernel/knowledge.h"
#include "weft/explorer/search/frontier.h"

namespace weft {

struct Checkpoint {
  struct Found {
    Schedule schedule;
    std::uint64_t execution = 0;  ///< in which it was met
  };

  std::string scenario;
  std::uint64_t program = 0;    ///< see program_print()
  std::uint64_t behaviour = 0;  ///< of the scenario, when nobody interferes
  Options options;              ///< those that decide what is explored
  std::uint64_t executions = 0;
  std::uint64_t redundant = 0;
  std::uint64_t blocked = 0;
  std::uint64_t events = 0;
  std::uint64_t depth = 0;
  double elapsed_seconds = 0;
  bool steps_cut = false;
  bool crowded = false;
  bool held_back = false;
  bool alone = false;
  std::vector<Found> found;
  kernel::Knowledge knowledge;
  search::Frontier frontier;  ///< of dpor
  std::string strategy;       ///< what is left of any other, see StrategyEntry
};

/// With the version of the format and a checksum.
[[nodiscard]] std::string encode(Checkpoint checkpoint);

/// Throws std::invalid_argument, in one line, for what is not a whole checkpoint of this version.
[[nodiscard]] Checkpoint decode(std::string_view bytes);

/// A hash of the code and constants of the program, or the library, that `scenario` is part of:
/// after any change to it a search cannot go on. Looks at all of it: a matter of milliseconds.
[[nodiscard]] std::uint64_t program_print(const Scenario& scenario);

}  // namespace weft
