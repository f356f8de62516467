#include "weft/explorer/explore/news.h"

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>

namespace weft {

using kernel::Execution;

namespace {

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  return (hash ^ value) * 0x9E3779B97F4A7C15ULL ^ hash >> 29;
}

}  // namespace

std::uint64_t signature(const invariants::Violation& violation, const Execution& execution) {
  std::uint64_t hash = std::hash<std::string_view>{}(violation.kind);
  hash = mix(hash, index(violation.goroutine));
  for (const kernel::Incident& incident : execution.incidents()) {
    if (incident.at_event != violation.events) continue;
    hash = mix(hash, std::hash<std::string>{}(incident.message));
  }
  for (const kernel::GoroutineRecord& g : execution.goroutines()) {
    const bool waits = !g.finished && g.waits_at != kernel::kNoOperation;
    hash = mix(hash, waits ? execution.operation(g.waits_at).way_count + 1U : 0U);
  }
  return hash;
}

bool is_known(const Counterexample& told, const std::vector<Counterexample>& before) {
  return std::ranges::any_of(before, [&told](const Counterexample& c) {
    return c.finding.kind == told.finding.kind && c.finding.message == told.finding.message;
  });
}

}  // namespace weft
