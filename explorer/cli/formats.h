// The forms in which reports can be written.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "weft/explorer/explore/report.h"

namespace weft::cli {

/// "json", "junit", "sarif": forms for machines, of all reports together.
[[nodiscard]] std::vector<std::string> machine_formats();

/// All `reports` in one of these forms.
[[nodiscard]] std::string written(const std::string& format, std::span<const Report> reports);

}  // namespace weft::cli
