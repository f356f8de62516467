#include "weft/explorer/search/preemption.h"

#include <algorithm>

namespace weft::search {

using kernel::Transition;

bool switches(const Transition& next, const kernel::Execution& so_far) {
  return so_far.size() > 0 && !share_goroutine(so_far.events().back().transition, next);
}

bool could_go_on(std::span<const Transition> all, const kernel::Execution& so_far) {
  if (so_far.size() == 0) return false;
  const Transition& last = so_far.events().back().transition;
  return std::ranges::any_of(all, [&](const Transition& t) { return share_goroutine(last, t); });
}

bool could_go_on(kernel::Open& open) {
  return open.so_far().size() > 0 && could_go_on(open.all(), open.so_far());
}

}  // namespace weft::search
