// The beginning of an execution that is the beginning of the last one: the part of World that does
// what was done then. Nothing is decided, worked out or recorded a second time; operations have
// their effects, counts and clocks change, and that it all comes as it came is made sure of.
#include <algorithm>

#include "weft/explorer/kernel/world.h"

namespace weft::kernel {

/// What it was to be did not come.
[[gnu::noinline]] void World::stray() {
  execution_.end_here();
  memory_.end_here();
  again_ = false;
  strayed_ = true;
}

bool World::is_recorded(const Operation& operation) const {
  if (execution_.arrived_ == execution_.known_arrivals_) return false;
  const OperationRecord& record = execution_.operations_[execution_.arrived_];
  if (record.goroutine != running_ || record.otherwise != operation.has_otherwise_) return false;
  const auto ways = execution_.ways(record);
  const bool one_way = ways.size() == 1 && record.look_count == 0;  // as nearly all have
  if (one_way && operation.ways_.size() == 1 && operation.looks_.empty()) {
    return ways[0] == operation.ways_[0];
  }
  return std::ranges::equal(ways, operation.ways_) &&
         std::ranges::equal(execution_.looks(record), operation.looks_);
}

bool World::is_recorded(const Alternative& fleeting) const {
  return execution_.declared_ < execution_.fleeting_.size() &&
         execution_.fleeting_[execution_.declared_] == fleeting;
}

void World::arrive_again(Goroutine& mine, Operation& operation) {
  const OperationId id{static_cast<std::uint32_t>(execution_.arrived_++)};
  OperationRecord& record = execution_.operations_[index(id)];
  if (record.executed == kNever) record.urgency = operation.urgency_;
  execution_.goroutines_[index(running_)].waits_at = id;
  mine.waits_at = &operation;
  mine.arrived = id;
}

bool World::waits_again(GoroutineId g, OperationId operation) const {
  return index(g) < execution_.goroutines_.size() &&
         execution_.goroutines_[index(g)].waits_at == operation && goroutine(g).waits_at != nullptr;
}

/// False: what is recorded has come to its end, or cannot happen.
[[gnu::noinline, gnu::flatten]] bool World::happen_again() {
  if (!execution_.comes_again()) {
    if (execution_.arrived_ < execution_.known_arrivals_) stray();
    again_ = false;
    execution_.fleeting_.cut(execution_.declared_);
    return false;
  }
  const Event& event = execution_.events_[execution_.size()];
  const Transition& t = event.transition;
  const bool meeting = t.peer != kNobody;
  if (!waits_again(t.goroutine, event.operation) ||
      (meeting && !waits_again(t.peer, event.peer_operation))) {
    stray();
    return false;
  }
  Operation* const other = meeting ? &leave(t.peer, t.peer_way) : nullptr;
  Operation& mine = leave(t.goroutine, t.way);
  const Step step = take_effect(t, mine, other);
  memory_.pass_to(event.last_note);
  execution_.locks_held_ += event.locked;
  for (const Touch& changed : execution_.footprint(event)) {
    // What its goroutine arrives at afterwards, which is touched too, may not be there yet.
    if (changed.delta != 0) resources_[index(changed.resource)].count += changed.delta;
  }
  go_on_after(t);
  ++execution_.happened_;
  if (step.was_unchanged() != event.unchanged || step.was_only_read() != event.only_read) stray();
  return true;
}

}  // namespace weft::kernel
