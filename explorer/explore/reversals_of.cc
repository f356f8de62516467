#include "weft/explorer/explore/reversals_of.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "weft/explorer/search/happens_before.h"

namespace weft {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Event;
using kernel::Execution;
using kernel::GoroutineId;
using kernel::Transition;

namespace {

constexpr std::size_t kReruns = 200;

/// Whether `way` could be open, or have another outcome, if `event` had not happened.
bool minds(const Alternative& way, const Execution& execution, const Event& event) {
  return std::ranges::any_of(execution.footprint(event), [&](const kernel::Touch& touch) {
    const auto asks = [&](const kernel::Condition& c) {
      return c.resource == touch.resource && touch.delta != 0;
    };
    const auto meets = [&](const kernel::DeclaredTouch& d) {
      return d.resource == touch.resource && conflict(d.mode, touch.mode);
    };
    return std::ranges::any_of(way.all_conditions(), asks) ||
           std::ranges::any_of(way.all_touches(), meets);
  });
}

class Candidates {
 public:
  explicit Candidates(const Execution& execution) : execution_(execution) {
    order_.compute(execution);
  }

  std::vector<Reversal> all() {
    // Who is stuck at the end is the better answer, if the end is the end.
    if (!execution_.cut()) all_waiting();
    for (std::size_t j = execution_.size(); j-- > 0;) happened(j);
    if (execution_.cut()) all_waiting();
    for (std::size_t j = execution_.size(); j-- > 0;) other_outcomes(j);
    if (found_.size() > kReruns) found_.resize(kReruns);
    return std::move(found_);
  }

 private:
  void all_waiting() {
    for (std::size_t g = 0; g < execution_.goroutines().size(); ++g) {
      waiting(static_cast<GoroutineId>(g));
    }
  }

  /// Races of event `j` with earlier ones.
  void happened(std::size_t j) {
    for (std::size_t i = j; i-- > 0;) {
      const bool race =
          order_.before(i, j) &&
          !share_goroutine(execution_[i].transition, execution_[j].transition) &&
          dependent(execution_.footprint(execution_[i]), execution_.footprint(execution_[j]));
      if (!race || ordered_by_others(i, j)) continue;
      Reversal& reversal = add(i, j);
      reversal.wanted = execution_[j].transition;
      reversal.by = reversal.wanted.goroutine;
    }
  }

  /// Races of what `g` waits at in the end with all that happened.
  void waiting(GoroutineId g) {
    const auto waits_at = execution_.goroutines()[index(g)].waits_at;
    if (waits_at == kernel::kNoOperation) return;
    const auto ways = execution_.ways(execution_.operation(waits_at));
    for (std::size_t i = execution_.size(); i-- > 0;) {
      if (execution_[i].transition.involves(g)) continue;
      const bool race = std::ranges::any_of(ways, [&](AlternativeId id) {
        return minds(execution_.alternative(id), execution_, execution_[i]);
      });
      if (race) add(i, execution_.size()).by = g;
    }
  }

  /// The other values of a choice; the other cases of a select.
  void other_outcomes(std::size_t j) {
    const Transition& t = execution_[j].transition;
    other_ways(j, execution_[j].operation, t.goroutine, t.way);
    if (t.peer != kernel::kNobody) other_ways(j, execution_[j].peer_operation, t.peer, t.peer_way);
  }

  void other_ways(std::size_t j, kernel::OperationId operation, GoroutineId g,
                  std::uint16_t taken) {
    const auto ways = execution_.operation(operation).way_count;
    for (std::uint16_t way = 0; way < ways; ++way) {
      if (way == taken) continue;
      Reversal& other = add(j, j);
      other.by = g;
      other.wanted = {.goroutine = g, .way = way};
    }
  }

  /// What the goroutine of `i` did itself in between (to lock, then to unlock) does not count: it
  /// is left out with `i`.
  [[nodiscard]] bool ordered_by_others(std::size_t i, std::size_t j) const {
    for (std::size_t k = i + 1; k < j; ++k) {
      const bool own = share_goroutine(execution_[i].transition, execution_[k].transition);
      if (!own && order_.before(i, k) && order_.before(k, j)) return true;
    }
    return false;
  }

  /// All up to `j` that does not come after `i` anyway.
  Reversal& add(std::size_t i, std::size_t j) {
    Reversal& reversal = found_.emplace_back();
    reversal.first = i;
    reversal.second = j;
    for (std::size_t k = 0; k < j; ++k) {
      if (k < i || (k > i && !order_.before(i, k))) {
        reversal.schedule.push_back(execution_[k].transition);
      }
    }
    return reversal;
  }

  const Execution& execution_;
  search::HappensBefore order_;
  std::vector<Reversal> found_;
};

}  // namespace

std::vector<Reversal> reversals_of(const Execution& execution) {
  return Candidates(execution).all();
}

}  // namespace weft
