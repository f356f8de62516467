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
using kernel::Test;
using kernel::Touch;
using kernel::Transition;
using kernel::Urgency;

namespace {

/// Whether a touch that happened conflicts with one that is only declared, in any of its slots.
bool conflicts(const Touch& touch, const DeclaredTouch& declared) {
  const auto first = static_cast<std::uint32_t>(declared.resource);
  const auto at = static_cast<std::uint32_t>(touch.resource);
  const std::uint32_t width = std::max(declared.ring, 1U);
  return at >= first && at < first + width && kernel::conflict(touch.mode, declared.mode);
}

Side other(Side side) {
  return side == Side::offer ? Side::accept : Side::offer;
}

}  // namespace

void Reversals::find(const kernel::Execution& execution, const Found& found) {
  execution_ = &execution;
  found_ = &found;
  order_.compute(execution);
  kept_.assign(execution.size(), 0);
  collect_offers();
  for (std::size_t j = 0; j < execution.size(); ++j) reverse_executed(j);
  for (std::size_t o = 0; o < execution.operations().size(); ++o) {
    consider_ways(OperationId{static_cast<std::uint32_t>(o)});
  }
  consider_meetings();
}

void Reversals::collect_offers() {
  offers_.clear();
  const auto operations = execution_->operations();
  for (std::size_t o = 0; o < operations.size(); ++o) {
    const auto ways = execution_->ways(operations[o]);
    for (std::size_t way = 0; way < ways.size(); ++way) {
      const Alternative& alternative = execution_->alternative(ways[way]);
      if (alternative.side == Side::none) continue;
      offers_.push_back({OperationId{static_cast<std::uint32_t>(o)},
                         static_cast<std::uint16_t>(way), alternative.side, alternative.point});
    }
  }
}

// What E executed, earlier: a race with each latest event that it conflicts with and that it can
// do without. (A lock cannot do without the unlock before it, so its race is with the lock.)
void Reversals::reverse_executed(std::size_t j) {
  const Event& event = (*execution_)[j];
  if (execution_->operation(event.operation).urgency != Urgency::normal) return;
  const Candidate t{event.transition,
                    {event.operation, event.peer_operation},
                    event.transition.peer == kNobody ? 1 : 2};
  conflicting_before(j, t, conflicts_);
  accepted_.clear();
  for (const std::uint32_t i : conflicts_) {
    if (!order_.before(i, j) || in_program_past(i, t)) continue;
    const auto covers = [&](std::uint32_t later) { return order_.before(i, later); };
    if (std::ranges::any_of(accepted_, covers)) continue;
    if (reverse_at(i, t)) accepted_.push_back(i);
  }
}

void Reversals::conflicting_before(std::size_t j, const Candidate& t,
                                   std::vector<std::uint32_t>& out) const {
  out.clear();
  const auto add_history = [&](ResourceId resource) {
    for (auto id = order_.last_access(resource); id != HappensBefore::kNoAccess;) {
      const HappensBefore::Access& access = order_.access(id);
      if (access.event < j) out.push_back(access.event);
      id = access.previous;
    }
  };
  for (const Touch& touch : execution_->footprint((*execution_)[j])) add_history(touch.resource);
  for_each_alternative(t, [&](AlternativeId id) {
    for (const Condition& c : execution_->alternative(id).all_conditions()) add_history(c.resource);
  });
  std::ranges::sort(out, std::greater{});
  const auto repeated = std::ranges::unique(out);
  out.erase(repeated.begin(), repeated.end());
  const auto touches = execution_->footprint((*execution_)[j]);
  std::erase_if(out, [&](std::uint32_t i) {
    return !kernel::dependent(execution_->footprint((*execution_)[i]), touches) &&
           !may_conflict(i, t);
  });
}

void Reversals::consider_ways(OperationId id) {
  const OperationRecord& operation = execution_->operation(id);
  if (operation.urgency != Urgency::normal) return;
  std::uint16_t taken = kOtherwise;
  const bool executed = operation.executed != kNever;
  if (executed) {
    const Transition& t = (*execution_)[index(operation.executed)].transition;
    taken = t.goroutine == operation.goroutine ? t.way : t.peer_way;
  }
  const auto ways = execution_->ways(operation);
  for (std::uint16_t way = 0; way < ways.size(); ++way) {
    if (executed && way == taken) continue;
    if (execution_->alternative(ways[way]).side != Side::none) continue;
    consider({{.goroutine = operation.goroutine, .way = way}, {id, kernel::kNoOperation}, 1});
  }
  if (operation.otherwise && !(executed && taken == kOtherwise)) {
    consider(
        {{.goroutine = operation.goroutine, .way = kOtherwise}, {id, kernel::kNoOperation}, 1});
  }
}

void Reversals::consider_meetings() {
  for (const Offer& a : offers_) {
    if (a.side != Side::offer) continue;
    const OperationRecord& sender = execution_->operation(a.operation);
    for (const Offer& b : offers_) {
      if (b.side != Side::accept || b.point != a.point) continue;
      const OperationRecord& receiver = execution_->operation(b.operation);
      if (sender.goroutine == receiver.goroutine) continue;
      const Transition t{sender.goroutine, a.way, receiver.goroutine, b.way};
      if (sender.executed != kNever && sender.executed == receiver.executed &&
          (*execution_)[index(sender.executed)].transition == t) {
        continue;
      }
      consider({t, {a.operation, b.operation}, 2});
    }
  }
}

// What E did not do although it had all it takes at hand: another case of a select, another
// pairing, the other outcome of a try_lock, or an operation that waits at the end.
void Reversals::consider(const Candidate& t) {
  if (!possible(t)) return;
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
    if (in_program_past(i, t) || !may_conflict(i, t)) continue;
    const auto covers = [&](std::uint32_t later) { return order_.before(i, later); };
    if (std::ranges::any_of(accepted_, covers)) continue;
    if (reverse_at(i, t)) accepted_.push_back(static_cast<std::uint32_t>(i));
  }
}

bool Reversals::possible(const Candidate& t) const {
  if (t.transition.way == kOtherwise) return true;
  bool possible = true;
  for_each_alternative(t, [&](AlternativeId id) {
    for (const Condition& c : execution_->alternative(id).all_conditions()) {
      if (c.test != Test::positive) continue;
      bool ever = false;
      for (auto a = order_.last_access(c.resource); a != HappensBefore::kNoAccess && !ever;) {
        ever = order_.access(a).delta > 0;
        a = order_.access(a).previous;
      }
      possible = possible && ever;
    }
  });
  return possible;
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
