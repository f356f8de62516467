#include "weft/explorer/kernel/past.h"

#include <algorithm>

namespace weft::kernel {
namespace {

/// The latest operation of a goroutine's, from `id` on backwards and as far as remembered, that is
/// so.
template <typename Is>
OperationId latest(const Execution& execution, OperationId id, Is is) {
  for (std::size_t n = 0; n < kMemory && id != kNoOperation; ++n) {
    const OperationRecord& operation = execution.operation(id);
    if (is(operation)) return id;
    id = operation.before;
  }
  return kNoOperation;
}

bool touches(const Execution& execution, EventId event, ResourceId resource) {
  const auto is_it = [resource](const Touch& touch) { return touch.resource == resource; };
  return std::ranges::any_of(execution.footprint(execution[index(event)]), is_it);
}

bool changes(const Execution& execution, const Event& event, ResourceId resource) {
  const auto changed = [resource](const Touch& touch) {
    return touch.resource == resource && touch.mode != Mode::read;
  };
  return !event.unchanged && std::ranges::any_of(execution.footprint(event), changed);
}

/// Whether both were at the same place, and took the same way.
bool is_like(const Execution& execution, OperationId a, OperationId b) {
  const OperationRecord& one = execution.operation(a);
  const OperationRecord& other = execution.operation(b);
  return one.place == other.place && execution.way_taken(one) == execution.way_taken(other);
}

/// Whether the operations from `now` back to `begin` are like those from `then` back.
bool is_like_before(const Execution& execution, OperationId now, OperationId begin,
                    OperationId then) {
  while (then != kNoOperation && is_like(execution, now, then)) {
    if (now == begin) return true;
    now = execution.operation(now).before;
    then = execution.operation(then).before;
  }
  return false;
}

}  // namespace

bool takes(const Execution& execution, const OperationRecord& from, std::uint16_t way) {
  const auto took = [&](const OperationRecord& at) {
    return at.place == from.place && execution.way_taken(at) == way;
  };
  return took(from) || latest(execution, from.before, took) != kNoOperation;
}

bool touched(const Execution& execution, const OperationRecord& stop, ResourceId resource) {
  bool found = false;
  latest(execution, stop.before, [&](const OperationRecord& at) {
    found = touches(execution, at.executed, resource);
    return found || (stop.circles && at.place == stop.place);
  });
  return found;
}

bool saw_news(const Execution& execution, const OperationRecord& stop, OperationId begin) {
  return std::ranges::any_of(execution.watches(stop), [&](const Watch& watch) {
    const OperationId before = latest(
        execution, execution.operation(begin).before,
        [&](const OperationRecord& at) { return touches(execution, at.executed, watch.resource); });
    if (before == kNoOperation) return false;
    const auto looked = index(execution.operation(before).executed);
    const auto between = execution.events().subspan(looked + 1, index(watch.since) - looked - 1);
    return std::ranges::any_of(
        between, [&](const Event& event) { return changes(execution, event, watch.resource); });
  });
}

bool went_so_before(const Execution& execution, const OperationRecord& stop, OperationId begin) {
  const auto ends_like_it = [&](const OperationRecord& end) {
    return end.place == stop.place && is_like_before(execution, stop.before, begin, end.before);
  };
  return latest(execution, begin, ends_like_it) != kNoOperation;
}

}  // namespace weft::kernel
