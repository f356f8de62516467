#include "weft/explorer/explore/target.h"

#include <functional>

namespace weft {

using kernel::Execution;

std::uint64_t Target::words_of(const invariants::Violation& violation, const Execution& execution) {
  const auto incidents = execution.incidents();
  const bool reported = violation.detail < incidents.size() &&
                        std::string_view(incidents[violation.detail].kind) == violation.kind &&
                        incidents[violation.detail].at_event == violation.events;
  if (!reported) return 0;
  std::uint64_t sum = 0;
  std::string_view rest = incidents[violation.detail].message;
  while (!rest.empty()) {
    const auto space = rest.find(' ');
    sum += std::hash<std::string_view>{}(rest.substr(0, space));
    rest = space == rest.npos ? std::string_view{} : rest.substr(space + 1);
  }
  return sum;
}

const Broken* Target::find_in(std::span<const Broken> broken, const Execution& execution) const {
  for (const Broken& b : broken) {
    if (*this == Target(b.violation, execution)) return &b;
  }
  return nullptr;
}

}  // namespace weft
