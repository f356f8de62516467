// Annotations for GitHub Actions: workflow commands on standard output.
#pragma once

#include <span>
#include <string>

#include "weft/explorer/explore/report.h"

namespace weft::output {

/// One `::error` line for each finding that is not expected and for each scenario whose expected
/// finding is missing, a `::warning` for each that is not proved.
[[nodiscard]] std::string github_annotations(std::span<const Report> reports);

}  // namespace weft::output
