// Reports for machines; the form is docs/report.schema.json.
#pragma once

#include <span>
#include <string>

#include "weft/explorer/explore/estimate.h"
#include "weft/explorer/explore/report.h"

namespace weft::output {

/// An array with one object for each scenario. Text that is not UTF-8 has replacement letters.
[[nodiscard]] std::string json_of(std::span<const Report> reports);

/// How large the search of a scenario would be.
struct Sized {
  std::string scenario;
  Estimation estimation;
  double seconds = 0;  ///< it would take on one thread
};
/// The same for estimates; the form is "sizes" among the definitions of the schema.
[[nodiscard]] std::string sizes_json(std::span<const Sized> sizes);

}  // namespace weft::output
