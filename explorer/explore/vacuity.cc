#include "weft/explorer/explore/vacuity.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace weft {

bool shares_nothing(const Transcript& transcript) {
  if (transcript.goroutines.size() < 2) return false;  // nothing was meant to be shared
  std::map<std::string, std::set<std::size_t>> users;
  for (const Transcript::Step& step : transcript.steps) {
    const bool uses =
        step.kind == Transcript::StepKind::operation || step.kind == Transcript::StepKind::access;
    if (!uses || step.object.empty()) continue;
    if (step.peer >= 0) return false;
    users[step.object].insert(step.goroutine);
  }
  const auto shared =
      std::ranges::count_if(users, [](const auto& user) { return user.second.size() > 1; });
  return shared <= 1;  // one: what the end is waited for with
}

}  // namespace weft
