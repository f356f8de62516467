// The exit status of every command: an interface, see docs/command-line.md.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "weft/explorer/explore/report.h"

namespace weft::cli {

enum class ExitCode : std::uint8_t {
  as_expected = 0,
  violation = 1,         ///< or a finding that a scenario declares was not found
  usage = 2,             ///< or bad input
  not_proved = 3,        ///< the budget was used up first
  nondeterministic = 4,  ///< the scenario is
  diverged = 5,          ///< a replay did something else than what was recorded
};

/// What decides for several reports: violations first, then nondeterminism, then missing proofs.
/// `proofs_required`: a bound counts as a missing proof too.
[[nodiscard]] ExitCode judge(std::span<const Report> reports, bool proofs_required);

/// "all as expected", "a violation", …
[[nodiscard]] std::string_view reason(ExitCode code);

}  // namespace weft::cli
