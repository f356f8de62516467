#include "weft/explorer/explore/schedule.h"

#include <algorithm>

namespace weft {

using kernel::Execution;
using kernel::Open;
using kernel::Transition;

kernel::GoroutineId place(kernel::GoroutineId g, const Execution& execution) {
  if (g == kernel::kNobody) return g;
  const auto at = std::ranges::find(execution.started(), g);
  return static_cast<kernel::GoroutineId>(at - execution.started().begin());
}

Schedule schedule_of(const Execution& execution) {
  std::vector<kernel::GoroutineId> places(execution.goroutines().size());
  for (std::size_t n = 0; n < execution.started().size(); ++n) {
    places[index(execution.started()[n])] = static_cast<kernel::GoroutineId>(n);
  }
  Schedule schedule;
  schedule.reserve(execution.size());
  for (const kernel::Event& event : execution.events()) {
    Transition& t = schedule.emplace_back(event.transition);
    t.goroutine = places[index(t.goroutine)];
    if (t.peer != kernel::kNobody) t.peer = places[index(t.peer)];
  }
  return schedule;
}

Transition first_of(kernel::GoroutineId g, Open& open) {
  const auto all = open.all();
  const auto first = std::ranges::find(all, g, &Transition::goroutine);
  return first == all.end() ? Transition{} : *first;
}

}  // namespace weft
