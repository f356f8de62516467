// One line for each scenario, and the totals.
#pragma once

#include <span>
#include <string>

#include "weft/explorer/explore/report.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

/// "ok    guideline/mutex/counter  verified: 3 executions, 0.4 ms", with notes and warnings below.
[[nodiscard]] std::string summary_of(const Report& report, const Style& style);

/// "61 scenarios: 60 as expected, 1 not proved".
[[nodiscard]] std::string totals_of(std::span<const Report> reports);

/// "0.4 ms", "12 s", "3 min 20 s".
[[nodiscard]] std::string duration_of(double seconds);

}  // namespace weft::output
