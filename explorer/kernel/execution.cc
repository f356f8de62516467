#include "weft/explorer/kernel/execution.h"

#include <algorithm>

namespace weft::kernel {

void Execution::clear_from(std::size_t events) {
  const auto before = [events](const OperationRecord& o) { return o.arrived <= events; };
  const auto came_later = std::ranges::partition_point(operations_, before);
  arrived_ = events == 0 ? 0 : static_cast<std::size_t>(came_later - operations_.begin());
  happened_ = events;
  end_here();
  happened_ = arrived_ = declared_ = 0;
  if (events == 0) fleeting_.clear();
  watches_.clear();
  goroutines_.clear();
  started_.clear();
  incidents_.clear();
  arrivals_.clear();
  resources_ = 0;
  locks_held_ = 0;
  cut_ = false;
  crashed_ = false;
  impossible_ = false;
  held_back_ = false;
  assumed_away_ = false;
}

void Execution::end_here() {
  events_.resize(happened_);
  operations_.resize(arrived_);
  touches_.resize(happened_ == 0 ? 0 : events_.back().last_touch);
  ways_.resize(arrived_ == 0 ? 0 : operations_.back().last_way());
  fleeting_.resize(declared_);
  for (OperationRecord& operation : operations_) {
    const EventId executed = operation.executed;
    if (executed != kNever && index(executed) >= happened_) operation.executed = kNever;
  }
}

Event& Execution::add_event() {
  ++happened_;
  return events_.emplace_back();
}

OperationRecord& Execution::add_operation() {
  ++arrived_;
  return operations_.emplace_back();
}

}  // namespace weft::kernel
