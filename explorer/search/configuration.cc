// The other half of Reversals: configurations, that is parts of an execution that could have
// happened by themselves, and what would be enabled after them.
#include <algorithm>
#include <utility>

#include "weft/explorer/search/reversals.h"

namespace weft::search {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Condition;
using kernel::DeclaredTouch;
using kernel::kNever;
using kernel::kOtherwise;
using kernel::OperationId;
using kernel::OperationRecord;
using kernel::ResourceId;
using kernel::Side;

namespace {

/// So few events are gone through faster than the history of a resource.
constexpr std::size_t kFew = 3;

}  // namespace

/// JACM'17, notdep(i, E): all after i that does not happen after it; and nothing that needs what
/// t takes.
void Reversals::keep_independent(std::size_t i, const Candidate& t) {
  cut_ = i;
  kept_[i] = 0;
  kept_count_ = order_.mark_independent(i, execution_->size(), kept_.data(), kept_list_.data());
  for (int o = 0; o < t.count; ++o) {
    const auto executed = execution_->operation(t.operations[o]).executed;
    if (executed == kNever || kept_[index(executed)] == 0) continue;
    drop(index(executed));
    list_kept();
  }
}

void Reversals::list_kept() {
  kept_count_ = 0;
  for (std::size_t k = cut_; k < execution_->size(); ++k) {
    if (kept_[k] != 0) kept_list_[kept_count_++] = static_cast<std::uint32_t>(k);
  }
}

std::int32_t Reversals::count(ResourceId resource) const {
  if (kept_count_ <= kFew) return count_of_few(resource);
  std::int32_t sum = 0;
  for (auto id = order_.last_access(resource); id != HappensBefore::kNoAccess;
       id = order_.access(id).previous) {
    const HappensBefore::Access& access = order_.access(id);
    if (access.event < cut_) return sum + access.total;
    if (kept_[access.event] != 0) sum += access.delta;
  }
  return sum;
}

/// The same. Of those that conflict with the event that is overtaken, such as all that lock one
/// mutex, hardly any is kept, but all were in the history that count() goes through.
std::int32_t Reversals::count_of_few(ResourceId resource) const {
  const std::uint32_t before = order_.last_access_before(resource, cut_);
  std::int32_t sum = before == HappensBefore::kNoAccess ? 0 : order_.access(before).total;
  for (const std::uint32_t k : all_kept()) {
    for (const HappensBefore::Access& access : order_.accesses_of(k)) {
      if (access.resource == resource) sum += access.delta;
    }
  }
  return sum;
}

bool Reversals::holds(AlternativeId id) const {
  const auto conditions = execution_->alternative(id).all_conditions();
  return std::ranges::all_of(conditions,
                             [this](const Condition& c) { return c.holds(count(c.resource)); });
}

/// Whether its goroutine stands in front of the operation after the configuration.
bool Reversals::waits(OperationId id) const {
  const OperationRecord& operation = execution_->operation(id);
  if (operation.previous != kNever && !in_configuration(index(operation.previous))) return false;
  return operation.executed == kNever || !in_configuration(index(operation.executed));
}

bool Reversals::any_way_open(const OperationRecord& operation) const {
  for (const AlternativeId id : execution_->ways(operation)) {
    if (!holds(id)) continue;
    const Alternative& way = execution_->alternative(id);
    if (way.side == Side::none) return true;
    for (const Offer& offer : offers_) {
      const OperationRecord& peer = execution_->operation(offer.operation);
      if (offer.point == way.point && offer.side != way.side && !peer.otherwise &&
          peer.goroutine != operation.goroutine && waits(offer.operation) &&
          holds(execution_->ways(peer)[offer.way])) {
        return true;
      }
    }
  }
  return false;
}

/// Whether somebody has changed what a goroutine that goes round in circles looks at.
bool Reversals::has_news(const OperationRecord& operation) const {
  const auto returned = [&](const kernel::Event& event) {
    return execution_->operation(event.operation).returned;
  };
  return std::ranges::any_of(execution_->watches(operation), [&](const kernel::Watch& watch) {
    for (auto id = order_.last_access(watch.resource); id != HappensBefore::kNoAccess;) {
      const HappensBefore::Access& access = order_.access(id);
      if (access.event <= index(watch.since)) return false;
      const kernel::Event& event = (*execution_)[access.event];
      const bool counts = !event.idle && !(operation.works && returned(event));
      if (access.mode != kernel::Mode::read && counts && in_configuration(access.event) &&
          !event.transition.involves(operation.goroutine)) {
        return true;
      }
      id = access.previous;
    }
    return false;
  });
}

/// Whether t's goroutines stand in front of it, and one of them has a reason to go on.
bool Reversals::ready(const Candidate& t) const {
  bool held = true;
  for (int o = 0; o < t.count; ++o) {
    if (!waits(t.operations[o])) return false;
    const OperationRecord& operation = execution_->operation(t.operations[o]);
    held = held && operation.circles && !has_news(operation);
  }
  return !held;
}

bool Reversals::enabled(const Candidate& t) const {
  if (!ready(t)) return false;
  if (t.transition.way == kOtherwise) {
    return !any_way_open(execution_->operation(t.operations[0]));
  }
  bool all = true;
  for_each_alternative(t, [&](AlternativeId id) { all = all && holds(id); });
  return all;
}

/// Whether t cannot do without event i: it asks for a count that i has made right, and all that
/// others did to that count since came after i.
bool Reversals::needs(const Candidate& t, std::size_t i) const {
  bool needs = false;
  const auto look = [&](AlternativeId id) {
    for (const Condition& c : execution_->alternative(id).all_conditions()) {
      needs = needs || made_right(c, i);
    }
  };
  if (t.transition.way != kOtherwise) for_each_alternative(t, look);
  return needs;
}

/// Whether event i is what made `c` hold, and wrote: only its first access to the count tells.
bool Reversals::made_right(const Condition& c, std::size_t i) const {
  for (const HappensBefore::Access& access : order_.accesses_of(i)) {
    if (access.resource != c.resource) continue;
    const bool first = access.previous == HappensBefore::kNoAccess;
    return access.mode == kernel::Mode::write &&
           !c.holds(first ? 0 : order_.access(access.previous).total) &&
           !order_.access(order_.last_access(c.resource)).tallied;
  }
  return false;
}

[[gnu::flatten]] bool Reversals::reverse_at(std::size_t i, const Candidate& t) {
  for (int o = 0; o < t.count; ++o) {
    const auto executed = execution_->operation(t.operations[o]).executed;
    if (executed != kNever && index(executed) < i) return false;
  }
  if (needs(t, i) || !can_be_raised(t, i)) return false;
  if (executed_ && is_explored_before(i, event_of(t), t)) return true;
  keep_independent(i, t);
  if (every_past_ && !executed_) return emit_every_past(i, t);
  if (!enabled(t)) return shrink_until_enabled(i, t);
  emit(i, t, /*whole=*/true);
  return true;
}

void Reversals::drop(std::size_t event) {
  for (std::size_t k = event; k < execution_->size(); ++k) {
    if (order_.before_or_equal(event, k)) kept_[k] = 0;
  }
}

/// Leaves out, in every way there is, events that t can tell it follows.
bool Reversals::emit_every_past(std::size_t i, const Candidate& t) {
  constexpr std::size_t kAtMost = 128;
  std::vector<std::uint32_t> noticed;
  for (std::size_t k = i; k < execution_->size() && noticed.size() < 64; ++k) {
    if (kept_[k] != 0 && may_conflict(k, t)) noticed.push_back(static_cast<std::uint32_t>(k));
  }
  parts_.clear(kept_.size());
  parts_.add(kept_);
  bool any = false;
  for (std::size_t next = 0; next < parts_.size(); ++next) {
    parts_.copy(next, kept_);
    list_kept();
    if (enabled(t)) {
      any = true;
      emit(i, t);
    } else if (!could_be_enabled(t)) {
      continue;
    }
    for (const std::uint32_t event : noticed) {
      if (parts_.size() >= kAtMost) break;
      parts_.copy(next, kept_);
      if (kept_[event] == 0) continue;
      drop(event);
      parts_.add(kept_);
    }
  }
  return any;
}

void Reversals::plan_touches(AlternativeId id) {
  const auto count_of = [this](ResourceId r) { return count(r); };
  for (const DeclaredTouch& declared : execution_->alternative(id).all_touches()) {
    planned_touches_.push_back(resolve(declared, count_of));
  }
}

void Reversals::plan(const Candidate& t) {
  planned_touches_.clear();
  for_each_alternative(t, [&](AlternativeId id) { plan_touches(id); });
  for (int o = 0; o < t.count; ++o) {
    const OperationRecord& operation = execution_->operation(t.operations[o]);
    if (operation.circles) {
      for (const kernel::Watch& watch : execution_->watches(operation)) {
        planned_touches_.push_back({.resource = watch.resource, .awaited = true});
      }
    }
    if (operation.otherwise) continue;
    for (const AlternativeId id : execution_->ways(operation)) {
      const Alternative& way = execution_->alternative(id);
      if (way.side == Side::none) continue;
      const ResourceId left = arrivals(way.point, way.side);
      if (!execution_->counts_arrivals(left)) continue;
      planned_touches_.push_back({left, kernel::Mode::commute});
    }
  }
  // In place: to copy what was written a moment ago waits for the writes.
  last_.transition = t.transition;
  last_.touches = planned_touches_;
  last_.arrivals_unknown = true;
}

void Reversals::emit(std::size_t i, const Candidate& t, bool whole) {
  plan(t);
  refused_by_ = kUnsketched;
  if ((*found_)(i)) return;
  if (executed_) return note_refusal(i, event_of(t), t, whole);
  for (int o = 0; o < t.count; ++o) look_again_at(t.operations[o]);
}

Sequence& Reversals::sequence() {
  sequence_.clear();
  for (const std::uint32_t k : all_kept()) {
    const kernel::Event& event = (*execution_)[k];
    Planned& step = sequence_.emplace_back();
    step.transition = event.transition;
    step.touches = execution_->footprint(event);
    step.sketch = sketches_[k];
  }
  sequence_.push_back(last_);
  return sequence_;
}

bool Reversals::is_led_to_by(const Planned& step) {
  for (const std::uint32_t k : all_kept()) {
    if ((sketches_[k] & step.sketch) == 0) continue;
    const Planned next = executed(*execution_, k);
    if (next.transition == step.transition) return true;
    if (dependent(step, next, *execution_)) return false;
  }
  if (!last_is_led_to_by(step)) return false;
  if (last_.transition != step.transition) refused_by_ = step.sketch;
  return true;
}

/// All that is kept is independent of it.
bool Reversals::is_led_to_by_overtaken() const {
  return last_is_led_to_by(executed(*execution_, cut_));
}

bool Reversals::last_is_led_to_by(const Planned& step) const {
  return last_.transition == step.transition || !dependent(step, last_, *execution_);
}

}  // namespace weft::search
