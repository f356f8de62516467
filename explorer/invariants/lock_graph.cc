#include "weft/explorer/invariants/lock_graph.h"

#include <algorithm>

namespace weft::invariants {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Execution;
using kernel::GoroutineId;
using kernel::OperationId;

namespace {

void release(std::vector<HeldLock>& held, kernel::ResourceId lock, GoroutineId by) {
  // Its own if it has one, else somebody's: a lock may be given back by anybody.
  auto given = std::ranges::find_if(
      held, [&](const HeldLock& h) { return h.lock == lock && h.holder == by; });
  if (given == held.end()) given = std::ranges::find(held, lock, &HeldLock::lock);
  if (given != held.end()) held.erase(given);
}

void apply(const Execution& execution, OperationId operation, std::uint16_t way,
           std::uint32_t event, std::vector<HeldLock>& held) {
  if (way == kernel::kOtherwise) return;
  const kernel::OperationRecord& record = execution.operation(operation);
  const Alternative& taken = execution.alternative(execution.ways(record)[way]);
  if (taken.hold > 0) held.push_back({taken.lock, record.goroutine, event});
  if (taken.hold < 0) release(held, taken.lock, record.goroutine);
}

/// Depth first from `g` along the locks that goroutines wait for, to somebody on the way already.
class Search {
 public:
  explicit Search(const Execution& execution)
      : execution_(execution),
        held_(held_locks(execution)),
        counts_(execution.resources(), 0),
        done_(execution.goroutines().size(), false) {
    for (const kernel::Event& event : execution.events()) {
      for (const kernel::Touch& touch : execution.footprint(event)) {
        counts_[index(touch.resource)] += touch.delta;
      }
    }
  }

  bool from(GoroutineId g) {
    const auto met = std::ranges::find(way_, g);
    if (met != way_.end()) {
      way_.erase(way_.begin(), met);
      return true;
    }
    if (done_[index(g)]) return false;
    done_[index(g)] = true;
    if (could_go_on(g)) return false;
    way_.push_back(g);
    for (const HeldLock& h : held_) {
      if (waits_for(execution_, g, h.lock) && (from_who_asked(g, h.lock) || from(h.holder))) {
        return true;
      }
    }
    way_.pop_back();
    return false;
  }
  [[nodiscard]] const std::vector<GoroutineId>& circle() const { return way_; }

 private:
  /// From those who wait for the lock, too, and keep `g` out by having asked for it: a reader, by a
  /// writer.
  bool from_who_asked(GoroutineId g, kernel::ResourceId lock) {
    for (std::size_t other = 0; other < done_.size(); ++other) {
      const auto first = static_cast<GoroutineId>(other);
      const bool keeps_out = first != g && waits_for(execution_, first, lock) && kept_out(g, first);
      if (keeps_out && from(first)) return true;
    }
    return false;
  }

  /// Whether what `g` waits for is missing because of the last event of `by`.
  [[nodiscard]] bool kept_out(GoroutineId g, GoroutineId by) const {
    const auto ways =
        execution_.ways(execution_.operation(execution_.goroutines()[index(g)].waits_at));
    return std::ranges::any_of(ways, [&](AlternativeId id) {
      return std::ranges::any_of(
          execution_.alternative(id).all_conditions(), [&](const kernel::Condition& c) {
            return !c.holds(counts_[index(c.resource)]) && last_added_to(by, c.resource);
          });
    });
  }

  /// Whether the last event of `g` did.
  [[nodiscard]] bool last_added_to(GoroutineId g, kernel::ResourceId resource) const {
    for (std::size_t e = execution_.size(); e-- > 0;) {
      const kernel::Event& event = execution_[e];
      if (!event.transition.involves(g)) continue;
      return std::ranges::any_of(execution_.footprint(event), [&](const kernel::Touch& touch) {
        return touch.resource == resource && touch.delta > 0;
      });
    }
    return false;
  }

  /// In an execution that was cut short, who stands somewhere need not be stuck there.
  [[nodiscard]] bool could_go_on(GoroutineId g) const {
    const OperationId waits_at = execution_.goroutines()[index(g)].waits_at;
    if (waits_at == kernel::kNoOperation) return true;
    return std::ranges::any_of(
        execution_.ways(execution_.operation(waits_at)), [this](AlternativeId id) {
          return std::ranges::all_of(
              execution_.alternative(id).all_conditions(),
              [this](const kernel::Condition& c) { return c.holds(counts_[index(c.resource)]); });
        });
  }

  const Execution& execution_;
  std::vector<HeldLock> held_;
  std::vector<std::int32_t> counts_;  // of resources, at the end
  std::vector<bool> done_;
  std::vector<GoroutineId> way_;
};

}  // namespace

std::vector<HeldLock> held_locks(const Execution& execution) {
  std::vector<HeldLock> held;
  for (std::uint32_t e = 0; e < execution.size(); ++e) {
    const kernel::Event& event = execution[e];
    apply(execution, event.operation, event.transition.way, e, held);
    if (event.transition.peer == kernel::kNobody) continue;
    apply(execution, event.peer_operation, event.transition.peer_way, e, held);
  }
  return held;
}

bool waits_for(const Execution& execution, GoroutineId g, kernel::ResourceId lock) {
  const OperationId waits_at = execution.goroutines()[index(g)].waits_at;
  if (waits_at == kernel::kNoOperation) return false;
  const auto ways = execution.ways(execution.operation(waits_at));
  const auto takes = [&](AlternativeId id) {
    const Alternative& way = execution.alternative(id);
    return way.hold > 0 && way.lock == lock;
  };
  return !ways.empty() && std::ranges::all_of(ways, takes);
}

std::vector<GoroutineId> circle_of_locks(const Execution& execution) {
  Search search(execution);
  for (std::size_t g = 0; g < execution.goroutines().size(); ++g) {
    if (search.from(static_cast<GoroutineId>(g))) return search.circle();
  }
  return {};
}

}  // namespace weft::invariants
