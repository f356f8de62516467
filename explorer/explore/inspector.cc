#include "weft/explorer/explore/inspector.h"

#include <algorithm>

#include "weft/explorer/invariants/defaults.h"

namespace weft {

Inspector::Inspector() : promises_(invariants::defaults()) {}

std::span<const Broken> Inspector::inspect(const kernel::Execution& finished) {
  broken_.clear();
  if (finished.assumed_away()) return {};
  for (const auto& promise : promises_) {
    found_.clear();
    promise->check(finished, found_);
    for (const invariants::Violation& v : found_) broken_.push_back({v, promise.get()});
  }
  if (broken_.empty()) return {};
  std::ranges::stable_sort(broken_, {}, [](const Broken& b) { return b.violation.events; });
  const auto last =
      std::ranges::find_if(broken_, [](const Broken& b) { return b.violation.ends_the_program; });
  if (last != broken_.end()) broken_.erase(last + 1, broken_.end());
  return broken_;
}

}  // namespace weft
