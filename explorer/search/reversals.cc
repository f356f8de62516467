#include "weft/explorer/search/reversals.h"

#include <algorithm>
#include <utility>

namespace weft::search {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Condition;
using kernel::DeclaredTouch;
using kernel::Event;
using kernel::kNever;
using kernel::kNobody;
using kernel::kOtherwise;
using kernel::OperationId;
using kernel::OperationRecord;
using kernel::ResourceId;
using kernel::Side;
using kernel::Touch;
using kernel::Urgency;

namespace {

/// Whether a touch that happened conflicts with one that is only declared, in any of its slots.
bool conflicts(const Touch& touch, const DeclaredTouch& declared) {
  const auto first = static_cast<std::uint32_t>(declared.resource);
  const auto at = static_cast<std::uint32_t>(touch.resource);
  const std::uint32_t width = std::max(declared.ring, 1U);
  return at >= first && at < first + width && kernel::conflict(touch.mode, declared.mode);
}

/// And took it, as nearly all have: no other way is to be considered.
bool has_one_way(const OperationRecord& operation) {
  return operation.executed != kNever && operation.way_count == 1 && !operation.otherwise;
}

Side other(Side side) {
  return side == Side::offer ? Side::accept : Side::offer;
}

}  // namespace

void Reversals::find(const kernel::Execution& execution, std::size_t first_new, const Found& found,
                     const Explored& explored) {
  execution_ = &execution;
  found_ = &found;
  explored_ = &explored;
  first_new_ = first_new;
  order_.compute(execution, first_new);
  const std::size_t sketched = std::min(first_new, sketches_.size());
  sketches_.resize(execution.size());
  for (std::size_t k = sketched; k < execution.size(); ++k) {
    sketches_[k] = sketch(executed(execution, k));
  }
  kept_.assign(execution.size(), 0);
  kept_list_.resize(std::max(kept_list_.size(), execution.size()));
  kept_count_ = 0;
  offers_.clear();
  if (execution.has_meetings()) collect_offers();
  again_.swap(again_next_);
  again_.resize(execution.operations().size(), 0);
  again_next_.assign(execution.operations().size(), 0);
  collect_events_again();
  for (const std::uint32_t j : events_again_) reverse_executed(j);
  for (std::size_t j = first_new; j < execution.size(); ++j) reverse_executed(j);
  consider_every_way();
  consider_meetings();
}

/// Of what has ways that E did not take: operations with several, and those that wait at the end.
void Reversals::consider_every_way() {
  if (!execution_->has_choices()) {
    for (const kernel::GoroutineRecord& goroutine : execution_->goroutines()) {
      if (goroutine.waits_at != kernel::kNoOperation) consider_ways(goroutine.waits_at);
    }
    return;
  }
  const auto operations = execution_->operations();
  for (std::size_t o = 0; o < operations.size(); ++o) {
    if (!has_one_way(operations[o])) consider_ways(OperationId{static_cast<std::uint32_t>(o)});
  }
}

void Reversals::find_every_past(const kernel::Execution& execution, const Found& found) {
  every_past_ = true;
  find(execution, 0, found);
}

void Reversals::look_again_at(OperationId id) {
  std::uint8_t& again = again_next_[index(id)];
  if (std::exchange(again, 1) == 0) all_again_next_.push_back(id);
}

std::vector<std::uint8_t> Reversals::looked_at_again() const {
  std::vector<std::uint8_t> again = again_next_;
  for (const Refusal& refusal : refusals_) {
    for (const OperationId id : refusal.operations) again[index(id)] = 1;
  }
  return again;
}

void Reversals::look_again_at(const std::vector<std::uint8_t>& again) {
  again_next_.assign(again.size(), 0);
  all_again_next_.clear();
  for (std::size_t o = 0; o < again.size(); ++o) {
    if (again[o] != 0) look_again_at(OperationId{static_cast<std::uint32_t>(o)});
  }
}

/// Of those that are not new, the ones whose operations are looked at again.
void Reversals::collect_events_again() {
  events_again_.clear();
  for (const OperationId id : all_again_next_) {
    if (index(id) >= execution_->operations().size()) continue;
    const auto event = execution_->operation(id).executed;
    if (event != kNever && index(event) < first_new_) {
      events_again_.push_back(static_cast<std::uint32_t>(event));
    }
  }
  all_again_next_.clear();
  review_refusals();
  std::ranges::sort(events_again_);
  const auto* const end =
      std::unique(events_again_.begin(), events_again_.end());  // two may have met
  events_again_.cut(static_cast<std::size_t>(end - events_again_.begin()));
}

// What E executed, earlier: a race with each latest event that it conflicts with and that it can
// do without. (A lock cannot do without the unlock before it, so its race is with the lock.)
void Reversals::reverse_executed(std::size_t j) {
  const Event& event = (*execution_)[j];
  if (execution_->operation(event.operation).urgency != Urgency::normal) return;
  const Candidate t{event.transition,
                    {event.operation, event.peer_operation},
                    event.transition.peer == kNobody ? 1 : 2};
  const auto touches = execution_->footprint(event);
  accepted_.clear();
  executed_ = true;
  start_histories(j, t);
  auto i = static_cast<std::uint32_t>(j);
  bool settled = false;
  while ((i = next_in_histories(i, settled)) != HappensBefore::kNoAccess) {
    settled = order_.before(i, j) &&
              (kernel::dependent(execution_->footprint((*execution_)[i]), touches) ||
               may_conflict(i, t)) &&
              settle(i, t);
  }
}

bool Reversals::settle(std::size_t i, const Candidate& t) {
  if (in_program_past(i, t)) return true;
  const auto covers = [&](std::uint32_t later) { return order_.before(i, later); };
  if (std::ranges::any_of(accepted_, covers)) return true;
  if (!reverse_at(i, t)) return false;
  accepted_.push_back(static_cast<std::uint32_t>(i));
  return true;
}

// What E did not do although it had all it takes at hand: another case of a select, another
// pairing, the other outcome of a try_lock, or an operation that waits at the end.
void Reversals::consider(const Candidate& t) {
  if (!concerns_new_events(t) || !can_be_raised(t, execution_->size())) return;
  executed_ = false;
  std::size_t used = execution_->size();
  for (int o = 0; o < t.count; ++o) {
    const auto executed = execution_->operation(t.operations[o]).executed;
    if (executed == kNever) continue;
    if (in_program_past(index(executed), t)) return;
    used = std::min(used, index(executed));
  }
  if (used < execution_->size() && reverse_at(used, t)) return;
  accepted_.clear();
  start_histories_of_all(used, t);
  auto i = static_cast<std::uint32_t>(used);
  bool settled = false;
  while ((i = next_in_histories(i, settled)) != HappensBefore::kNoAccess) {
    settled = may_conflict(i, t) && settle(i, t);
  }
}

bool Reversals::in_program_past(std::size_t event, const Candidate& t) const {
  for (int o = 0; o < t.count; ++o) {
    const auto previous = execution_->operation(t.operations[o]).previous;
    if (previous != kNever && order_.before_or_equal(event, index(previous))) return true;
  }
  return false;
}

bool Reversals::may_conflict(std::size_t i, const Candidate& t) const {
  if (decides(i, t)) return true;
  bool found = false;
  for_each_alternative(t, [&](AlternativeId id) {
    for (const DeclaredTouch& declared : execution_->alternative(id).all_touches()) {
      for (const Touch& touch : execution_->footprint((*execution_)[i])) {
        found = found || conflicts(touch, declared);
      }
    }
  });
  for (int o = 0; o < t.count && !found; ++o) {
    const OperationRecord& operation = execution_->operation(t.operations[o]);
    for (const kernel::Watch& watch : execution_->watches(operation)) {
      for (const Touch& touch : execution_->footprint((*execution_)[i])) {
        found = found || (operation.circles && touch.resource == watch.resource &&
                          kernel::conflict(touch.mode, kernel::Mode::read));
      }
    }
  }
  if (found) return true;
  // Leaving a watched meeting point is seen by who looks at it.
  for (int o = 0; o < t.count; ++o) {
    const OperationRecord& operation = execution_->operation(t.operations[o]);
    if (operation.otherwise) continue;
    for (const AlternativeId id : execution_->ways(operation)) {
      const Alternative& way = execution_->alternative(id);
      if (way.side == Side::none) continue;
      const ResourceId left = arrivals(way.point, way.side);
      for (const Touch& touch : execution_->footprint((*execution_)[i])) {
        if (touch.resource == left && touch.mode == kernel::Mode::read) return true;
      }
    }
  }
  return false;
}

/// Whether `event` can change if `t` is enabled.
bool Reversals::decides(std::size_t event, const Candidate& t) const {
  const auto touches = execution_->footprint((*execution_)[event]);
  const auto changes = [&](AlternativeId id) {
    const Alternative& alternative = execution_->alternative(id);
    for (const Touch& touch : touches) {
      for (const Condition& c : alternative.all_conditions()) {
        if (touch.delta != 0 && touch.resource == c.resource) return true;
      }
      if (t.transition.way == kOtherwise && alternative.side != Side::none &&
          touch.resource == arrivals(alternative.point, other(alternative.side))) {
        return true;
      }
    }
    return false;
  };
  if (t.transition.way == kOtherwise) {
    return std::ranges::any_of(execution_->ways(execution_->operation(t.operations[0])), changes);
  }
  bool any = false;
  for_each_alternative(t, [&](AlternativeId id) { any = any || changes(id); });
  return any;
}

}  // namespace weft::search
