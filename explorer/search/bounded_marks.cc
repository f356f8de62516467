// The half of Bounded that learns from a finished execution what matters: see docs/search.md.
#include <algorithm>
#include <utility>

#include "weft/explorer/search/bounded.h"

namespace weft::search {

using kernel::Event;
using kernel::Execution;
using kernel::kNever;
using kernel::kNobody;
using kernel::Transition;

namespace {

// What is known of an event: it could have come after another that it conflicts with (directly),
// or its goroutine could have gone on from it to such a one.
constexpr std::uint8_t kConflicts = 1;
constexpr std::uint8_t kLeadsThere = 2;

}  // namespace

void Bounded::note_conflicts(const Execution& finished) {
  const std::size_t first_new = std::exchange(analysed_, finished.size());
  marks_.assign(finished.size(), 0);
  reversals_.find(finished, first_new, [&](std::size_t position) {
    marks_[position] |= kConflicts;
    return true;
  });
  for (std::size_t e = first_new; e < finished.size(); ++e) mark_enablers(finished, e);
  pass_marks_on(finished);
}

/// Who made it possible for another goroutine to go on: later, that one might have been left at no
/// price.
void Bounded::mark_enablers(const Execution& finished, std::size_t e) {
  const Event& event = finished[e];
  const kernel::OperationRecord& mine = finished.operation(event.operation);
  if (event.transition.way == kernel::kOtherwise) return;
  mark_enablers_of(finished, finished.ways(mine)[event.transition.way], e, mine.previous);
  if (event.transition.peer == kNobody) return;
  const kernel::OperationRecord& other = finished.operation(event.peer_operation);
  mark_enablers_of(finished, finished.ways(other)[event.transition.peer_way], e, other.previous);
  // Coming to the meeting.
  mark(mine.previous, other.previous);
  mark(other.previous, mine.previous);
}

void Bounded::mark_enablers_of(const Execution& finished, kernel::AlternativeId way, std::size_t e,
                               kernel::EventId previous) {
  const HappensBefore& order = reversals_.order();
  for (const kernel::Condition& c : finished.alternative(way).all_conditions()) {
    auto id = order.last_access_before(c.resource, e);
    while (id != HappensBefore::kNoAccess) {
      const HappensBefore::Access& access = order.access(id);
      if (access.delta != 0) mark(kernel::EventId{access.event}, previous);
      if (access.mode == kernel::Mode::write) break;
      id = access.previous;
    }
  }
}

/// Unless it happens before, or is, the other event anyway.
void Bounded::mark(kernel::EventId event, kernel::EventId other) {
  if (event == kNever) return;
  const bool before =
      other != kNever && reversals_.order().before_or_equal(index(event), index(other));
  if (!before) marks_[index(event)] |= kConflicts;
}

void Bounded::pass_marks_on(const Execution& finished) {
  for (std::size_t e = finished.size(); e-- > 0;) {
    if (marks_[e] == 0) continue;
    if ((marks_[e] & kConflicts) != 0 || begins_something(finished, e)) {
      nodes_[e].all_matter = true;
    }
    const Event& event = finished[e];
    for (const kernel::OperationId id : {event.operation, event.peer_operation}) {
      if (id == kernel::kNoOperation) continue;
      const kernel::EventId previous = finished.operation(id).previous;
      if (previous == kNever) continue;
      const bool could_at_once = std::ranges::any_of(
          children(index(previous) + 1),
          [&](const Child& child) { return child.transition == event.transition; });
      if (could_at_once) marks_[index(previous)] |= kLeadsThere;
    }
  }
}

/// Whether something else could have happened here at no price.
bool Bounded::begins_something(const Execution& finished, std::size_t event) const {
  if (event == 0) return true;
  const Transition& before = finished[event - 1].transition;
  return before.peer != kNobody || !share_goroutine(before, finished[event].transition);
}

}  // namespace weft::search
