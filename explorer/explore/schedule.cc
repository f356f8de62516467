#include "weft/explorer/explore/schedule.h"

#include <algorithm>

namespace weft {

using kernel::Execution;
using kernel::Open;
using kernel::Transition;

Schedule schedule_of(const Execution& execution) {
  Schedule schedule;
  schedule.reserve(execution.size());
  for (const kernel::Event& event : execution.events()) schedule.push_back(event.transition);
  return schedule;
}

Transition first_of(kernel::GoroutineId g, Open& open) {
  const auto all = open.all();
  const auto first = std::ranges::find(all, g, &Transition::goroutine);
  return first == all.end() ? Transition{} : *first;
}

bool switches(const Transition& next, const Execution& so_far) {
  return so_far.size() > 0 && !share_goroutine(so_far.events().back().transition, next);
}

bool could_go_on(Open& open) {
  if (open.so_far().size() == 0) return false;
  const Transition& last = open.so_far().events().back().transition;
  return std::ranges::any_of(open.all(),
                             [&last](const Transition& t) { return share_goroutine(last, t); });
}

}  // namespace weft
