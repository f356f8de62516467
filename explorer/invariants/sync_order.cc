#include "weft/explorer/invariants/sync_order.h"

#include <algorithm>

namespace weft::invariants {

using kernel::AlternativeId;
using kernel::Execution;
using kernel::Sync;

namespace {

void join(std::vector<std::uint32_t>& into, const std::vector<std::uint32_t>& from) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = std::max(into[i], from[i]);
}

}  // namespace

SyncOrder::SyncOrder(const Execution& execution)
    : execution_(execution),
      knows_(execution.goroutines().size(), Clock(execution.goroutines().size(), 0)),
      released_(execution.resources(), Clock(execution.goroutines().size(), 0)),
      started_(execution.goroutines().size(), false) {
  for (std::uint32_t e = 0; e < execution.size(); ++e) {
    const kernel::Event& event = execution[e];
    const kernel::Transition& t = event.transition;
    const bool meeting = t.peer != kernel::kNobody;
    learn_from_spawner(event.operation);
    if (meeting) learn_from_spawner(event.peer_operation);
    knows_[index(t.goroutine)][index(t.goroutine)] = e + 1;
    if (meeting) knows_[index(t.peer)][index(t.peer)] = e + 1;
    Touches touches = execution.footprint(event);
    synchronise(event.operation, t.way, touches);
    if (meeting) {
      synchronise(event.peer_operation, t.peer_way, touches);
      join(knows_[index(t.goroutine)], knows_[index(t.peer)]);
      knows_[index(t.peer)] = knows_[index(t.goroutine)];
    }
    after_.push_back(knows_[index(t.goroutine)]);
  }
  for (const kernel::GoroutineRecord& g : execution.goroutines()) {
    if (g.waits_at != kernel::kNoOperation) learn_from_spawner(g.waits_at);
    const auto i = static_cast<std::size_t>(&g - execution.goroutines().data());
    const bool did_nothing = !started_[i] && g.last_event != kernel::kNever;
    if (did_nothing) join(knows_[i], after_[index(g.last_event)]);
  }
}

void SyncOrder::learn_from_spawner(kernel::OperationId first_operation) {
  const kernel::OperationRecord& record = execution_.operation(first_operation);
  const std::size_t g = index(record.goroutine);
  if (started_[g]) return;
  started_[g] = true;
  if (record.previous != kernel::kNever) join(knows_[g], after_[index(record.previous)]);
}

/// The touches of an operation lie in the order in which its alternatives declare them; they are
/// taken off `left`.
void SyncOrder::synchronise(kernel::OperationId operation, std::uint16_t way, Touches& left) {
  const kernel::OperationRecord& record = execution_.operation(operation);
  Clock& mine = knows_[index(record.goroutine)];
  const auto all = [&](AlternativeId id) {
    for (const auto& declared : execution_.alternative(id).all_touches()) {
      synchronise(mine, declared, left.front());
      left = left.subspan(1);
    }
  };
  if (way == kernel::kOtherwise) {
    for (const AlternativeId id : execution_.looks(record)) all(id);
  } else {
    all(execution_.ways(record)[way]);
  }
}

void SyncOrder::synchronise(Clock& mine, const kernel::DeclaredTouch& declared,
                            const kernel::Touch& touch) {
  if (declared.sync == Sync::none) return;
  const bool only_read = touch.mode == kernel::Mode::read;
  const Sync how = only_read ? Sync::acquire : declared.sync;
  Clock& there = released_[index(touch.resource)];
  if (how == Sync::acquire || how == Sync::both) join(mine, there);
  if (how == Sync::publish) there = mine;
  if (how == Sync::release || how == Sync::both) join(there, mine);
}

}  // namespace weft::invariants
