// The part of Reversals that knows where to look for what a transition conflicts with: in the
// histories of all resources that it has to do with, latest first.
#include <algorithm>

#include "weft/explorer/search/reversals.h"

namespace weft::search {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Condition;
using kernel::kOtherwise;
using kernel::OperationRecord;
using kernel::ResourceId;
using kernel::Side;

/// Where to look for what event j conflicts with: at whatever it touched or depends on.
void Reversals::start_histories(std::size_t j, const Candidate& t) {
  histories_.clear();
  for (const HappensBefore::Access& own : order_.accesses_of(j)) {
    start_history(own.resource, j, own.mode == kernel::Mode::read, own.previous);
  }
  for_each_alternative(t, [&](AlternativeId id) {
    for (const Condition& c : execution_->alternative(id).all_conditions()) {
      if (covered(c.resource, /*of_writes=*/true)) continue;
      start_history(c.resource, j, /*of_writes=*/true,  // a read changes no count
                    order_.last_access_before(c.resource, j));
    }
  });
}

/// The same for what was not executed: all that may_conflict() looks at.
void Reversals::start_histories_of_all(std::size_t end, const Candidate& t) {
  histories_.clear();
  const auto start = [&](ResourceId resource) {
    const bool whole = end == execution_->size();
    start_history(resource, end, /*of_writes=*/false,
                  whole ? order_.last_access(resource) : order_.last_access_before(resource, end));
  };
  const auto start_all = [&](AlternativeId id) { for_each_resource(id, start); };
  for_each_alternative(t, start_all);
  for (int o = 0; o < t.count; ++o) {
    const OperationRecord& operation = execution_->operation(t.operations[o]);
    for (const kernel::Watch& watch : execution_->watches(operation)) start(watch.resource);
    for (const AlternativeId id : execution_->ways(operation)) {
      const Alternative& way = execution_->alternative(id);
      if (t.transition.way == kOtherwise) start_all(id);
      if (way.side == Side::none) continue;
      start(arrivals(way.point, Side::offer));
      start(arrivals(way.point, Side::accept));
    }
  }
}

bool Reversals::covered(ResourceId resource, bool of_writes) const {
  return std::ranges::any_of(histories_, [&](const History& h) {
    return h.resource == resource && (of_writes || !h.of_writes);
  });
}

/// `id` is the latest access that may be of an event before j.
void Reversals::start_history(ResourceId resource, std::size_t j, bool of_writes,
                              std::uint32_t id) {
  if (covered(resource, of_writes)) return;
  while (id != HappensBefore::kNoAccess && order_.access(id).event == j) {
    id = order_.access(id).previous;
  }
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
  if (histories_.size() == 1) return next_in(histories_[0], event, settled);
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

}  // namespace weft::search
