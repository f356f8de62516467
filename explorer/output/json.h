// Reports for machines; the form is docs/report.schema.json.
#pragma once

#include <span>
#include <string>

#include "weft/explorer/explore/report.h"

namespace weft::output {

/// An array with one object for each scenario. Text that is not UTF-8 has replacement letters.
[[nodiscard]] std::string json_of(std::span<const Report> reports);

}  // namespace weft::output
