// Which parts of a configuration a transition is enabled after, if it is not after all of it.
#include <algorithm>
#include <cstdlib>

#include "weft/explorer/search/reversals.h"

namespace weft::search {

using kernel::AlternativeId;
using kernel::Condition;
using kernel::kOtherwise;
using kernel::Test;

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
/// While a condition of t fails, some event must be left out that moves its count the right way,
/// with all that comes after that event: every such event is tried. Those with the least left out
/// come first, so that whatever contains one that is found already is not among the largest.
bool Reversals::shrink_until_enabled(std::size_t i, const Candidate& t) {
  if (t.transition.way == kOtherwise) return leave_out_in_turn(i, t);
  if (!ready(t)) return false;
  parts_.clear(kept_.size());
  found_parts_.clear(kept_.size());
  (void)parts_.add(kept_);
  for (std::size_t next = parts_.largest(); next != Parts::kNone; next = parts_.largest()) {
    parts_.take(next, kept_);
    if (found_parts_.any_contains(kept_)) continue;
    if (next != 0 && enabled(t)) {
      (void)found_parts_.add(kept_);
      emit(i, t);
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
  const std::int32_t now = count(c.resource);
  const bool too_many = c.test == Test::zero || c.test == Test::equal
                            ? now > (c.test == Test::zero ? 0 : c.bound)
                            : c.test == Test::below;
  for (auto id = order_.last_access(c.resource); id != HappensBefore::kNoAccess;) {
    const HappensBefore::Access& access = order_.access(id);
    if (access.event < cut_) break;
    id = access.previous;
    const bool moves = too_many ? access.delta > 0 : access.delta < 0;
    if (!moves || kept_[access.event] == 0 || in_program_past(access.event, t)) continue;
    if (makes_no_difference(access)) continue;
    drop(access.event);
    (void)parts_.add(kept_);
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

/// For a select with otherwise, which anything that was there may keep from being taken: leaves out
/// one after another, latest first, of the events that decide.
bool Reversals::leave_out_in_turn(std::size_t i, const Candidate& t) {
  auto& [deciding, everything, found, left_out, seen] = shrinking_;
  deciding.clear();
  for (std::size_t k = i; k < execution_->size() && deciding.size() < 64; ++k) {
    if (kept_[k] != 0 && decides(k, t) && !in_program_past(k, t))
      deciding.push_back(static_cast<std::uint32_t>(k));
  }
  if (deciding.empty()) return false;
  everything = kept_;
  found.clear();
  left_out.assign(1, 0);
  seen.clear();
  for (std::size_t next = 0; next < left_out.size(); ++next) {
    const std::uint64_t out = left_out[next];
    const auto smaller = [out](std::uint64_t f) { return (f & out) == f; };
    if (std::ranges::any_of(found, smaller)) continue;
    kept_ = everything;
    for (std::size_t d = 0; d < deciding.size(); ++d) {
      if ((out >> d & 1) != 0) drop(deciding[d]);
    }
    if (out != 0 && enabled(t)) {
      found.push_back(out);
      emit(i, t);
      continue;
    }
    if (!could_be_enabled(t)) continue;
    for (std::size_t d = 0; d < deciding.size(); ++d) {
      if (kept_[deciding[d]] == 0) continue;
      bool last = true;
      for (std::size_t later = d + 1; later < deciding.size() && last; ++later) {
        last = kept_[deciding[later]] == 0 || !order_.before(deciding[d], deciding[later]);
      }
      const std::uint64_t more = out | std::uint64_t{1} << d;
      if (!last) continue;
      const auto place = std::ranges::lower_bound(seen, more);
      if (place != seen.end() && *place == more) continue;
      seen.insert(place, more);
      left_out.push_back(more);
    }
  }
  return !found.empty();
}

}  // namespace weft::search
