// Findings in SARIF 2.1.0, as code scanning services read it: each counterexample is a code flow
// whose threads are goroutines.
#pragma once

#include <span>
#include <string>

#include "weft/explorer/explore/report.h"

namespace weft::output {

/// Findings that a scenario expects are notes, others errors.
[[nodiscard]] std::string sarif_of(std::span<const Report> reports);

}  // namespace weft::output
