// Which parts of a configuration a transition is enabled after, if it is not after all of it.
#include <algorithm>
#include <cstdlib>

#include "weft/explorer/search/reversals.h"

namespace weft::search {

using kernel::AlternativeId;
using kernel::Condition;
using kernel::kOtherwise;

/// Whether the counts that t asks for can come about by leaving out more of the configuration.
bool Reversals::could_be_enabled(const Candidate& t) {
  if (t.transition.way == kOtherwise) return true;
  bool could = true;
  for_each_alternative(t, [&](AlternativeId id) {
    could = could && std::ranges::all_of(execution_->alternative(id).all_conditions(),
                                         [&](const Condition& c) { return could_hold(c, t); });
  });
  return could;
}

/// What t's own goroutines did before cannot be left out. Whatever else is left out takes all that
/// comes after it along: an add() without the done() behind it changes the count, but who leaves
/// out the add() leaves out both. So each change is set off against later ones of the other sign,
/// as far as they go, and only the rest counts.
bool Reversals::could_hold(const Condition& c, const Candidate& t) {
  std::int32_t low = count(c.resource);
  std::int32_t high = low;
  auto& [raises, falls] = set_off_;
  raises.clear();
  falls.clear();
  for (auto id = order_.last_access(c.resource); id != HappensBefore::kNoAccess;) {
    const HappensBefore::Access& access = order_.access(id);
    if (access.event < cut_) break;
    id = access.previous;
    if (access.delta == 0 || kept_[access.event] == 0 || in_program_past(access.event, t)) continue;
    const bool raises_it = access.delta > 0;
    std::int32_t rest = std::abs(access.delta);
    for (Change& later : raises_it ? falls : raises) {
      if (later.rest == 0 || !order_.before(access.event, later.event)) continue;
      const std::int32_t both = std::min(rest, later.rest);
      later.rest -= both;
      rest -= both;
    }
    (raises_it ? low : high) += raises_it ? -rest : rest;
    (raises_it ? raises : falls).push_back({access.event, std::abs(access.delta)});
  }
  return c.can_hold(low, high);
}

/// Finds the largest parts of the configuration after which t is enabled.
///
/// While t is not enabled, some event must be left out that has to do with it, with all that comes
/// after that event: every such event is tried. If a condition of t fails, those are the events
/// that move its count the right way. Those with the least left out come first, so that whatever
/// contains one that is found already is not among the largest.
bool Reversals::shrink_until_enabled(std::size_t i, const Candidate& t) {
  if (!ready(t)) return false;
  if (t.transition.way != kOtherwise && !could_be_enabled(t)) return false;  // nor in any part
  parts_.clear(kept_.size());
  found_parts_.clear(kept_.size());
  parts_.add(kept_);
  for (std::size_t next = parts_.largest(); next != Parts::kNone; next = parts_.largest()) {
    parts_.take(next, kept_);
    if (next != 0) list_kept();
    if (found_parts_.any_contains(kept_)) continue;
    if (next != 0 && enabled(t)) {
      found_parts_.add(kept_);
      emit(i, t);
    } else if (t.transition.way == kOtherwise) {
      leave_out_what_decides(t, next);
    } else if (const Condition* const failing = first_failing(t);
               failing != nullptr && could_be_enabled(t)) {
      leave_out_for(*failing, t, next);
    }
  }
  return !found_parts_.empty();
}

const Condition* Reversals::first_failing(const Candidate& t) const {
  const Condition* failing = nullptr;
  for_each_alternative(t, [&](AlternativeId id) {
    for (const Condition& c : execution_->alternative(id).all_conditions()) {
      if (failing == nullptr && !c.holds(count(c.resource))) failing = &c;
    }
  });
  return failing;
}

/// Adds the parts that have one event less of those that may help `c`, and what comes after it.
void Reversals::leave_out_for(const Condition& c, const Candidate& t, std::size_t part) {
  const bool too_high = c.too_high(count(c.resource));
  for (auto id = order_.last_access(c.resource); id != HappensBefore::kNoAccess;) {
    const HappensBefore::Access& access = order_.access(id);
    if (access.event < cut_) break;
    id = access.previous;
    const bool moves = too_high ? access.delta > 0 : access.delta < 0;
    if (!moves || kept_[access.event] == 0 || in_program_past(access.event, t)) continue;
    if (makes_no_difference(access)) continue;
    drop(access.event);
    parts_.add(kept_);
    parts_.copy(part, kept_);
  }
}

/// Whether to leave out this access and all after it leaves the count as it is, whatever else is
/// left out: a goroutine's lock and its unlock, say.
bool Reversals::makes_no_difference(const HappensBefore::Access& access) const {
  std::int32_t sum = 0;
  for (auto id = order_.last_access(access.resource); id != HappensBefore::kNoAccess;) {
    const HappensBefore::Access& other = order_.access(id);
    if (other.event < access.event) break;
    id = other.previous;
    if (kept_[other.event] != 0 && order_.before_or_equal(access.event, other.event)) {
      sum += other.delta;
    }
  }
  if (sum != 0) return false;
  // None of it is left out with anything else but what leaves out `access`, too.
  for (auto later = order_.last_access(access.resource); later != HappensBefore::kNoAccess;) {
    const HappensBefore::Access& after = order_.access(later);
    if (after.event <= access.event) break;
    later = after.previous;
    if (kept_[after.event] == 0 || !order_.before(access.event, after.event)) continue;
    for (auto id = after.previous; id != HappensBefore::kNoAccess;) {
      const HappensBefore::Access& other = order_.access(id);
      if (other.event < cut_) break;
      id = other.previous;
      if (other.delta != 0 && kept_[other.event] != 0 && order_.before(other.event, after.event) &&
          !order_.before_or_equal(access.event, other.event) &&
          !order_.before(other.event, access.event)) {
        return false;
      }
    }
  }
  return true;
}

/// The same for a select with otherwise, which anything that was there may keep from being taken.
void Reversals::leave_out_what_decides(const Candidate& t, std::size_t part) {
  for (std::size_t k = cut_; k < execution_->size(); ++k) {
    if (kept_[k] == 0 || !decides(k, t) || in_program_past(k, t)) continue;
    drop(k);
    parts_.add(kept_);
    parts_.copy(part, kept_);
  }
}

}  // namespace weft::search
