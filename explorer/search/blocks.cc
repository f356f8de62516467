#include "weft/explorer/search/blocks.h"

#include <algorithm>

namespace weft::search {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Event;
using kernel::Execution;
using kernel::kNobody;
using kernel::OperationId;
using kernel::OperationRecord;
using kernel::Side;
using kernel::Touch;

namespace {

template <typename Property>
bool any_operation(const Execution& execution, const Event& event, Property has) {
  if (has(execution.operation(event.operation))) return true;
  return event.transition.peer != kNobody && has(execution.operation(event.peer_operation));
}

/// A goroutine that goes round in circles happens only because something it looks at has changed.
bool waited_for(const Execution& execution, const OperationRecord& operation, const Event& event) {
  const auto changes = [&](const kernel::Watch& watch) {
    return std::ranges::any_of(execution.footprint(event), [&](const Touch& touch) {
      return touch.resource == watch.resource && touch.mode != kernel::Mode::read;
    });
  };
  return operation.circles && std::ranges::any_of(execution.watches(operation), changes);
}

/// Whether `operation` has a way that meets this one.
bool could_meet(const Execution& execution, const Alternative& way,
                const OperationRecord& operation) {
  if (way.side == Side::none) return false;
  return std::ranges::any_of(execution.ways(operation), [&](AlternativeId id) {
    const Alternative& other = execution.alternative(id);
    return other.side != Side::none && other.point == way.point && other.side != way.side;
  });
}

bool could_meet(const Execution& execution, OperationId a, OperationId b) {
  return std::ranges::any_of(execution.ways(execution.operation(a)), [&](AlternativeId id) {
    return could_meet(execution, execution.alternative(id), execution.operation(b));
  });
}

/// What the goroutines of the last event wait at.
template <typename Property>
bool any_waiting_now(const Execution& so_far, Property has) {
  const kernel::Transition& last = so_far.events().back().transition;
  for (const kernel::GoroutineId g : {last.goroutine, last.peer}) {
    if (g == kNobody) continue;
    const OperationId waiting = so_far.goroutines()[index(g)].waits_at;
    if (waiting != kernel::kNoOperation && has(waiting)) return true;
  }
  return false;
}

/// What `g`, which took part in `event`, came to next.
OperationId next_operation(const Execution& execution, kernel::GoroutineId g, std::size_t event) {
  const auto operations = execution.operations();
  for (std::size_t o = index(execution[event].operation) + 1; o < operations.size(); ++o) {
    const OperationRecord& operation = operations[o];
    if (operation.goroutine == g && operation.previous != kernel::kNever &&
        index(operation.previous) == event) {
      return OperationId{static_cast<std::uint32_t>(o)};
    }
  }
  return kernel::kNoOperation;
}

bool bears_on(const Execution& execution, OperationId waiting, const Event& event) {
  const OperationRecord& operation = execution.operation(waiting);
  if (operation.circles) return true;
  return std::ranges::any_of(execution.ways(operation), [&](AlternativeId id) {
    const Alternative& way = execution.alternative(id);
    // It took somebody off the other side of a point where this way could be open.
    const auto meets = [&](const OperationRecord& other) {
      return could_meet(execution, way, other);
    };
    if (any_operation(execution, event, meets)) return true;
    return std::ranges::any_of(way.all_conditions(), [&](const kernel::Condition& c) {
      return std::ranges::any_of(execution.footprint(event), [&](const Touch& touch) {
        return touch.resource == c.resource && touch.delta != 0;
      });
    });
  });
}

}  // namespace

bool ordered(const Execution& execution, std::size_t earlier, std::size_t later) {
  const Event& a = execution[earlier];
  const Event& b = execution[later];
  if (share_goroutine(a.transition, b.transition)) return true;
  if (kernel::dependent(execution.footprint(a), execution.footprint(b))) return true;
  const auto unusual = [](const OperationRecord& operation) {
    return operation.urgency != kernel::Urgency::normal;
  };
  const auto needs = [&](const OperationRecord& operation) {
    const bool started_by_it =
        operation.previous != kernel::kNever && index(operation.previous) == earlier;
    return started_by_it || waited_for(execution, operation, a);
  };
  return any_operation(execution, a, unusual) || any_operation(execution, b, unusual) ||
         any_operation(execution, b, needs);
}

bool bears_on_next(const Execution& so_far, std::size_t other) {
  return any_waiting_now(
      so_far, [&](OperationId waiting) { return bears_on(so_far, waiting, so_far[other]); });
}

bool could_then_go_on(const Execution& so_far, std::size_t left, std::size_t block) {
  const kernel::Transition& t = so_far[left].transition;
  for (const kernel::GoroutineId g : {t.goroutine, t.peer}) {
    if (g == kNobody) continue;
    const OperationId next = next_operation(so_far, g, left);
    if (next == kernel::kNoOperation) continue;
    for (std::size_t e = block; e < so_far.size(); ++e) {
      if (bears_on(so_far, next, so_far[e])) return true;
    }
    const auto meets = [&](OperationId waiting) { return could_meet(so_far, next, waiting); };
    if (any_waiting_now(so_far, meets)) return true;
  }
  return false;
}

}  // namespace weft::search
