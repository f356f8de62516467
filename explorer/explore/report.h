// What a search has to say: verdict, counts, counterexamples. A plain value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/explore/estimate.h"

namespace weft {

enum class Verdict : std::uint8_t {
  verified,          ///< every execution was explored
  verified_bounded,  ///< every execution up to the bounds named in Report::bounds
  not_proved,        ///< the budget was used up first
  violation,
  nondeterministic,  ///< the scenario behaved differently under the same schedule
};

/// "verified", "verified up to a bound", "not proved", "violation", "nondeterministic".
[[nodiscard]] std::string_view to_string(Verdict verdict);

struct Report {
  std::string scenario;
  std::string expected;  ///< the kind of finding the scenario declares; empty: none
  std::string strategy;  ///< that searched
  Verdict verdict = Verdict::not_proved;
  std::uint64_t executions = 0;  ///< complete ones, each a trace of its own
  std::uint64_t redundant = 0;   ///< complete ones that repeated a trace
  std::uint64_t blocked = 0;     ///< given up: all they led to is explored elsewhere
  std::uint64_t events = 0;
  double elapsed_seconds = 0;
  std::size_t depth = 0;              ///< events of the longest execution
  bool cut_off = false;               ///< something is left to explore
  bool interrupted = false;           ///< because somebody wanted it to stop
  std::optional<Estimation> size;     ///< of the whole search, if it was cut off
  std::vector<std::string> bounds;    ///< "spin bound 2", "2 preemptions"
  std::vector<std::string> notes;     ///< what the strategy has to say about how far it got
  std::vector<std::string> warnings;  ///< "vacuous: …"
  std::vector<Counterexample> counterexamples;

  /// A violation exactly where one was declared, of the declared kind.
  [[nodiscard]] bool as_expected() const;
};

}  // namespace weft
