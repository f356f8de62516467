// The part of Reversals that knows which transitions to consider beside those that E executed:
// other ways of its operations, other pairings, and what waits at its end.
#include <algorithm>
#include <tuple>

#include "weft/explorer/search/reversals.h"

namespace weft::search {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Condition;
using kernel::kNever;
using kernel::kOtherwise;
using kernel::OperationId;
using kernel::OperationRecord;
using kernel::ResourceId;
using kernel::Side;
using kernel::Test;
using kernel::Transition;
using kernel::Urgency;

void Reversals::collect_offers() {
  const auto operations = execution_->operations();
  for (std::size_t o = 0; o < operations.size(); ++o) {
    const auto ways = execution_->ways(operations[o]);
    for (std::size_t way = 0; way < ways.size(); ++way) {
      const Alternative& alternative = execution_->alternative(ways[way]);
      if (alternative.side == Side::none) continue;
      offers_.push_back({.point = alternative.point,
                         .side = alternative.side,
                         .goroutine = operations[o].goroutine,
                         .operation = OperationId{static_cast<std::uint32_t>(o)},
                         .way = static_cast<std::uint16_t>(way)});
    }
  }
  std::ranges::sort(offers_, {}, [](const Offer& a) {
    return std::tuple(a.point, a.side, a.goroutine, a.operation, a.way);
  });
}

void Reversals::consider_ways(OperationId id) {
  const OperationRecord& operation = execution_->operation(id);
  const bool executed = operation.executed != kNever;
  if (operation.urgency != Urgency::normal) return;
  std::uint16_t taken = kOtherwise;
  if (executed) {
    const Transition& t = (*execution_)[index(operation.executed)].transition;
    taken = t.goroutine == operation.goroutine ? t.way : t.peer_way;
  }
  const auto ways = execution_->ways(operation);
  const auto count = static_cast<std::uint16_t>(ways.size());
  for (std::uint16_t way = 0; way < count; ++way) {
    if (executed && way == taken) continue;
    if (execution_->alternative(ways[way]).side != Side::none) continue;
    consider({{.goroutine = operation.goroutine, .way = way}, {id, kernel::kNoOperation}, 1});
  }
  if (operation.otherwise && !(executed && taken == kOtherwise)) {
    consider(
        {{.goroutine = operation.goroutine, .way = kOtherwise}, {id, kernel::kNoOperation}, 1});
  }
}

/// Every offer with every accept at the same point, leaving out pairs that program order keeps
/// apart: of each goroutine only a window of operations can be waiting at the same time.
void Reversals::consider_meetings() {
  for (std::size_t first = 0; first < offers_.size();) {
    std::size_t accepts = first;
    std::size_t last = first;
    while (last < offers_.size() && offers_[last].point == offers_[first].point) {
      if (offers_[last].side == Side::offer) accepts = last + 1;
      ++last;
    }
    for (std::size_t a = first; a < accepts; ++a) consider_meetings_of(offers_[a], accepts, last);
    first = last;
  }
}

void Reversals::consider_meetings_of(const Offer& offer, std::size_t first, std::size_t last) {
  const OperationRecord& sender = execution_->operation(offer.operation);
  const auto over_before = [&](const Offer& b) {
    const OperationRecord& receiver = execution_->operation(b.operation);
    return receiver.executed != kNever && sender.previous != kNever &&
           order_.before_or_equal(index(receiver.executed), index(sender.previous));
  };
  const auto comes_after = [&](const Offer& b) {
    const OperationRecord& receiver = execution_->operation(b.operation);
    return sender.executed != kNever && receiver.previous != kNever &&
           order_.before_or_equal(index(sender.executed), index(receiver.previous));
  };
  while (first < last) {
    const kernel::GoroutineId g = offers_[first].goroutine;
    const auto begin = offers_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto all = offers_.begin() + static_cast<std::ptrdiff_t>(last);
    const auto end =
        std::partition_point(begin, all, [g](const Offer& b) { return b.goroutine == g; });
    for (auto b = std::partition_point(begin, end, over_before); b != end; ++b) {
      if (comes_after(*b)) break;
      consider_meeting(offer, *b);
    }
    first = static_cast<std::size_t>(end - offers_.begin());
  }
}

void Reversals::consider_meeting(const Offer& a, const Offer& b) {
  if (a.goroutine == b.goroutine) return;
  const OperationRecord& sender = execution_->operation(a.operation);
  const OperationRecord& receiver = execution_->operation(b.operation);
  if (sender.otherwise && receiver.otherwise) return;  // two that poll never meet
  const Transition t{a.goroutine, a.way, b.goroutine, b.way};
  const bool together = sender.executed != kNever && sender.executed == receiver.executed;
  if (together && (*execution_)[index(sender.executed)].transition == t) return;
  consider({t, {a.operation, b.operation}, 2});
}

/// Whether its goroutine came to it, or went on, in the part of E that is new.
bool Reversals::is_new(OperationId id) const {
  const OperationRecord& operation = execution_->operation(id);
  if (again_[index(id)] != 0) return true;
  if (operation.executed == kNever) return true;
  if (index(operation.executed) >= first_new_) return true;
  return operation.previous != kNever && index(operation.previous) >= first_new_;
}

/// If all that bears on t was there in the execution before, it was considered then.
bool Reversals::concerns_new_events(const Candidate& t) const {
  if (first_new_ == 0) return true;
  for (int o = 0; o < t.count; ++o) {
    if (is_new(t.operations[o])) return true;
  }
  bool concerned = false;
  const auto look = [&](ResourceId r) {
    concerned = concerned || order_.touched_since(r, first_new_);
  };
  const auto look_at = [&](AlternativeId id) { for_each_resource(id, look); };
  for_each_alternative(t, look_at);
  if (t.transition.way != kOtherwise) return concerned;
  for (const AlternativeId id : execution_->ways(execution_->operation(t.operations[0]))) {
    look_at(id);
  }
  return concerned;
}

/// Whether each count that has to be positive for t is raised by something that does not come
/// after event i; by anything at all, if i is none of E. (A channel is not found closed before it
/// is closed.)
bool Reversals::can_be_raised(const Candidate& t, std::size_t i) const {
  const auto raised = [&](const Condition& c) {
    if (c.test != Test::positive) return true;
    for (auto id = order_.last_access(c.resource); id != HappensBefore::kNoAccess;
         id = order_.access(id).previous) {
      const HappensBefore::Access& access = order_.access(id);
      if (!access.raised) return false;
      if (access.delta > 0 && access.event != i && !order_.before(i, access.event)) return true;
    }
    return false;
  };
  bool all = true;
  if (t.transition.way == kOtherwise) return all;
  for_each_alternative(t, [&](AlternativeId id) {
    all = all && std::ranges::all_of(execution_->alternative(id).all_conditions(), raised);
  });
  return all;
}

}  // namespace weft::search
