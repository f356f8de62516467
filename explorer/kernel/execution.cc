#include "weft/explorer/kernel/execution.h"

#include <algorithm>

namespace weft::kernel {

void Execution::clear_from(std::size_t events) {
  const auto before = [events](const OperationRecord& o) { return o.arrived <= events; };
  const auto known = std::span(operations_).first(known_arrivals_);
  const auto came_later = std::ranges::partition_point(known, before);
  arrived_ = events == 0 ? 0 : static_cast<std::size_t>(came_later - known.begin());
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
  cut_ = reached_limit_ = crowded_ = false;
  crashed_ = false;
  impossible_ = false;
  held_back_ = false;
  assumed_away_ = false;
}

bool Execution::elder(GoroutineId a, GoroutineId b) const {
  const auto record = [this](GoroutineId g) { return goroutines_[index(g)]; };
  const auto depth = [&](GoroutineId g) {
    int depth = 0;
    for (; record(g).parent != kNobody; g = record(g).parent) ++depth;
    return depth;
  };
  const int depth_of_a = depth(a);
  const int depth_of_b = depth(b);
  for (int d = depth_of_a; d > depth_of_b; --d) a = record(a).parent;
  for (int d = depth_of_b; d > depth_of_a; --d) b = record(b).parent;
  if (a == b) return depth_of_a < depth_of_b;
  while (record(a).parent != record(b).parent) {
    a = record(a).parent;
    b = record(b).parent;
  }
  return record(a).order < record(b).order;
}

void Execution::watch(OperationRecord& record, ResourceId resource, EventId since) {
  const auto same = [&](const Watch& watch) { return watch.resource == resource; };
  if (std::ranges::any_of(watches(record), same)) return;
  watches_.push_back({resource, since});
  ++record.watch_count;
}

void Execution::is_no_circle(OperationRecord& record) {
  watches_.resize(record.first_watch);
  record.rounds = record.watch_count = 0;
  record.returned = record.circles = record.works = false;
}

void Execution::end_here() {
  if (arrived_ > 0) {
    for (std::size_t e = happened_; e < known_events_; ++e) not_yet(events_[e]);
  }
  known_events_ = happened_;
  known_arrivals_ = arrived_;
  touches_.cut(happened_ == 0 ? 0 : last_event().last_touch);
  ways_.cut(arrived_ == 0 ? 0 : operations_[arrived_ - 1].last_way());
  fleeting_.cut(declared_);
}

/// What takes part in it waits.
void Execution::not_yet(const Event& event) {
  for (const OperationId id : {event.operation, event.peer_operation}) {
    if (id != kNoOperation && index(id) < arrived_) operations_[index(id)].executed = kNever;
  }
}

Event& Execution::add_event() {
  known_events_ = happened_ + 1;
  if (happened_ == events_.size()) events_.emplace_back();
  return events_[happened_++];
}

OperationRecord& Execution::add_operation() {
  known_arrivals_ = arrived_ + 1;
  if (arrived_ == operations_.size()) operations_.emplace_back();
  return operations_[arrived_++];
}

}  // namespace weft::kernel
