#include "weft/explorer/search/reversals.h"

#include <algorithm>

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

void Reversals::find(const kernel::Execution& execution, std::size_t first_new,
                     const Found& found) {
  execution_ = &execution;
  found_ = &found;
  first_new_ = first_new;
  order_.compute(execution, first_new);
  const std::size_t sketched = std::min(first_new, sketches_.size());
  sketches_.resize(execution.size());
  for (std::size_t k = sketched; k < execution.size(); ++k) {
    sketches_[k] = sketch(executed(execution, k));
  }
  kept_.assign(execution.size(), 0);
  offers_.clear();
  if (execution.has_meetings()) collect_offers();
  again_.swap(again_next_);
  again_.resize(execution.operations().size(), 0);
  again_next_.assign(execution.operations().size(), 0);
  for (std::size_t j = 0; j < execution.size(); ++j) {
    if (j >= first_new || looks_again(execution[j])) reverse_executed(j);
  }
  const auto operations = execution.operations();
  for (std::size_t o = 0; o < operations.size(); ++o) {
    if (!has_one_way(operations[o])) consider_ways(OperationId{static_cast<std::uint32_t>(o)});
  }
  consider_meetings();
}

void Reversals::find_every_past(const kernel::Execution& execution, const Found& found) {
  every_past_ = true;
  find(execution, 0, found);
}

bool Reversals::looks_again(const Event& event) const {
  return again_[index(event.operation)] != 0 ||
         (event.transition.peer != kNobody && again_[index(event.peer_operation)] != 0);
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

/// Where to look for what event j conflicts with: at whatever it touched or depends on.
void Reversals::start_histories(std::size_t j, const Candidate& t) {
  histories_.clear();
  for (const Touch& touch : execution_->footprint((*execution_)[j])) {
    start_history(touch.resource, j, touch.mode == kernel::Mode::read);
  }
  for_each_alternative(t, [&](AlternativeId id) {
    for (const Condition& c : execution_->alternative(id).all_conditions()) {
      start_history(c.resource, j, /*of_writes=*/true);  // a read changes no count
    }
  });
}

void Reversals::start_history(ResourceId resource, std::size_t j, bool of_writes) {
  const auto covers = [&](const History& h) {
    return h.resource == resource && (of_writes || !h.of_writes);
  };
  if (std::ranges::any_of(histories_, covers)) return;
  auto id = order_.last_access_before(resource, j);
  if (id == HappensBefore::kNoAccess) return;
  if (of_writes && order_.access(id).mode == kernel::Mode::read) id = order_.access(id).unlike;
  if (id != HappensBefore::kNoAccess) histories_.push_back({id, resource, of_writes});
}

/// The access before. A write that is settled comes after all there is but tallies.
std::uint32_t Reversals::behind(std::uint32_t id, bool settled) const {
  const HappensBefore::Access& access = order_.access(id);
  const bool hides = settled && access.mode == kernel::Mode::write && !access.tallied;
  return hides ? HappensBefore::kNoAccess : access.previous;
}

/// The latest event in any of the histories before `event`, which was looked at last; kNoAccess
/// if there is none.
std::uint32_t Reversals::next_in_histories(std::uint32_t event, bool settled) {
  if (histories_.size() == 1) return next_in(histories_.front(), event, settled);
  std::uint32_t latest = HappensBefore::kNoAccess;
  for (History& history : histories_) {
    const std::uint32_t found = next_in(history, event, settled);
    if (found == HappensBefore::kNoAccess) continue;
    if (latest == HappensBefore::kNoAccess || found > latest) latest = found;
  }
  return latest;
}

/// The latest event of one history, behind `event` if that is the last one looked at.
std::uint32_t Reversals::next_in(History& history, std::uint32_t event, bool settled) const {
  std::uint32_t id = history.access;
  while (id != HappensBefore::kNoAccess && order_.access(id).event == event) {
    id = behind(id, settled);
  }
  if (history.of_writes && id != HappensBefore::kNoAccess &&
      order_.access(id).mode == kernel::Mode::read) {
    id = order_.access(id).unlike;
  }
  history.access = id;
  return id == HappensBefore::kNoAccess ? id : order_.access(id).event;
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
  if (!concerns_new_events(t) || !possible(t)) return;
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
  for (std::size_t i = used; i-- > 0;) {
    if (may_conflict(i, t)) (void)settle(i, t);
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
