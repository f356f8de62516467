// The part of Reversals that knows which reversals are not new without working them out again.
//
// Most reversals are refused: a step that has been explored from there leads to them. What follows
// in another execution may change that, so they have to be looked at again; but mostly it is plain
// that it does not.
#include <algorithm>

#include "weft/explorer/search/reversals.h"

namespace weft::search {

using kernel::AlternativeId;
using kernel::Condition;
using kernel::kOtherwise;

/// Whether t is enabled after all that is independent of it, if it is before.
bool Reversals::depends_on_footprints_only(const Candidate& t) const {
  if (t.transition.way == kOtherwise) return false;
  for (int o = 0; o < t.count; ++o) {
    if (execution_->operation(t.operations[o]).circles) return false;
  }
  const auto is_ordered = [&](const Condition& c) {
    const std::uint32_t last = order_.last_access(c.resource);
    return last == HappensBefore::kNoAccess || !order_.access(last).tallied;
  };
  bool all = true;
  for_each_alternative(t, [&](AlternativeId id) {
    all = all && std::ranges::all_of(execution_->alternative(id).all_conditions(), is_ordered);
  });
  return all;
}

/// Whether t, which is event j, is what has been explored from before event i, and commutes to
/// there with all that would come before it. What follows j and depends on it comes after i, so it
/// changes nothing.
bool Reversals::is_explored_before(std::size_t i, std::size_t j, const Candidate& t) const {
  const Planned explored = (*explored_)(i, t.transition);
  if (explored.none() || !depends_on_footprints_only(t)) return false;
  const Planned then = executed(*execution_, j);
  if (explored.arrivals_unknown || !std::ranges::equal(explored.touches, then.touches))
    return false;
  for (std::size_t k = i + 1; k < j; ++k) {
    const bool has_to_do = (sketches_[k] & explored.sketch) != 0 && !order_.before(i, k);
    if (has_to_do && dependent(explored, executed(*execution_, k), *execution_)) return false;
  }
  return true;
}

/// A reversal of event i and t, which is event j, was refused. `whole`: its sequence leaves out
/// nothing.
void Reversals::note_refusal(std::size_t i, std::size_t j, const Candidate& t, bool whole) {
  const bool may_hold = whole && refused_by_ != kUnsketched && depends_on_footprints_only(t);
  Sketch all = may_hold ? refused_by_ : kUnsketched;
  for_each_alternative(t, [&](AlternativeId id) {
    for (const Condition& c : execution_->alternative(id).all_conditions()) {
      all |= sketch_of(c.resource);
    }
  });
  refusals_.push_back({.overtaken = static_cast<std::uint32_t>(i),
                       .event = static_cast<std::uint32_t>(j),
                       .operations = {t.operations[0], t.operations[t.count - 1]},
                       .by = all});
}

/// Whether nothing in the new part of E has to do with what the refusal rests on.
bool Reversals::still_holds(const Refusal& refusal) const {
  for (std::size_t k = first_new_; k < execution_->size(); ++k) {
    if ((sketches_[k] & refusal.by) != 0 && !order_.before(refusal.overtaken, k)) return false;
  }
  return true;
}

/// Keeps those that hold. All reversals of an event are looked at again if one of them may be new.
void Reversals::review_refusals() {
  const auto holds = [this](const Refusal& refusal) { return still_holds(refusal); };
  std::size_t kept = 0;
  for (std::size_t first = 0, last = 0; first < refusals_.size(); first = last) {
    const std::uint32_t event = refusals_[first].event;
    while (last < refusals_.size() && refusals_[last].event == event) ++last;
    const bool comes_anyway =
        event >= first_new_ || std::ranges::find(events_again_, event) != events_again_.end();
    if (comes_anyway) continue;
    if (std::all_of(refusals_.begin() + first, refusals_.begin() + last, holds)) {
      std::copy(refusals_.begin() + first, refusals_.begin() + last, refusals_.begin() + kept);
      kept += last - first;
    } else {
      events_again_.push_back(event);
    }
  }
  refusals_.cut(kept);
}

}  // namespace weft::search
