#include "weft/explorer/explore/inspector.h"

#include <algorithm>
#include <string_view>

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

// Of one goroutine, several may be met between two events. Which of several it is about may depend
// on how they are called, hence the other tries.
const Broken* find_again(const invariants::Violation& violation, std::span<const Broken> broken) {
  const auto same = [&violation](const Broken& b) {
    return std::string_view(b.violation.kind) == violation.kind &&
           b.violation.events == violation.events;
  };
  const auto exactly = [&](const Broken& b) {
    return same(b) && b.violation.goroutine == violation.goroutine;
  };
  const auto the_very_one = [&](const Broken& b) {
    return exactly(b) && b.violation.detail == violation.detail;
  };
  auto found = std::ranges::find_if(broken, the_very_one);
  if (found == broken.end()) found = std::ranges::find_if(broken, exactly);
  if (found == broken.end()) found = std::ranges::find_if(broken, same);
  return found == broken.end() ? nullptr : &*found;
}

}  // namespace weft
