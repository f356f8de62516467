// How a goroutine that goes round in circles goes on: alone, when it is tried out, or when nothing
// else can happen. A part of World.
#include <algorithm>

#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

// Rounds granted when nothing else can happen, to loops that work and to loops that only look.
constexpr std::uint32_t kPatienceWithWork = 100;
constexpr std::uint32_t kPatience = 32;
// Operations back, in which a goroutine in a circle has shown what it does.
constexpr std::size_t kMemory = 4 * Visits::kRemembered;

bool is_exhausted(const OperationRecord& stop, const Behaviour& behaviour) {
  const std::uint32_t patience = stop.works ? kPatienceWithWork : kPatience;
  return stop.rounds > static_cast<std::uint32_t>(behaviour.spin_bound) + patience;
}

/// Whether its goroutine has lately gone this way from this place.
bool takes(const Execution& execution, const OperationRecord& from, std::uint16_t way) {
  const OperationRecord* at = &from;
  for (std::size_t n = 0; n < kMemory; ++n) {
    if (at->place == from.place && execution.way_taken(*at) == way) return true;
    if (at->before == kNoOperation) return false;
    at = &execution.operation(at->before);
  }
  return false;
}

}  // namespace

/// Who goes round and round comes to take each of its ways: which one is random in Go.
Transition World::in_turn(GoroutineId g, std::uint32_t round) const {
  const auto count = static_cast<std::uint32_t>(ways_of(g).size());
  for (std::uint32_t n = 0; n < count; ++n) {
    const Transition found = in_way(g, static_cast<std::uint16_t>((round + n) % count), false);
    if (!found.none()) return found;
  }
  return first_of(g, /*even_if_held=*/true);
}

/// Alone it goes on as it did, and its helpers where it waits for them.
Transition World::next_of_trial() const {
  const Transition same = as_the_last_time(trial_.of);
  if (!same.none()) return same;
  for (const GoroutineId g : execution_.started()) {
    const Operation* const op = goroutine(g).waits_at;
    const bool helps = execution_.goroutines_[index(g)].harmless;
    if (op == nullptr || !helps || op->urgency() != Urgency::normal) continue;
    const Transition first = first_of(g);
    if (!first.none()) return first;
  }
  return urgent(Urgency::idle);
}

/// What `g` did when it came by here before; none if it cannot. The first time: whatever it can.
Transition World::as_the_last_time(GoroutineId g) const {
  const OperationId at = execution_.goroutines_[index(g)].waits_at;
  if (at == kNoOperation) return {};
  const OperationRecord& now = execution_.operation(at);
  OperationId id = now.before;
  for (std::size_t n = 0; n < Visits::kRemembered && id != kNoOperation; ++n) {
    const OperationRecord& earlier = execution_.operation(id);
    if (earlier.place == now.place) {
      const std::uint16_t way = execution_.way_taken(earlier);
      return way < ways_of(g).size() ? in_way(g, way, /*stands_back=*/false) : first_of(g);
    }
    id = earlier.before;
  }
  return first_of(g);
}

[[gnu::noinline]] Transition World::stubborn() const {
  Transition chosen;
  for (const GoroutineId g : execution_.started()) {
    const OperationId waits_at = execution_.goroutines_[index(g)].waits_at;
    if (waits_at == kNoOperation) continue;
    const OperationRecord& record = execution_.operation(waits_at);
    if (!record.circles || is_exhausted(record, behaviour_)) continue;
    if (!chosen.none() && !elder(g, chosen.goroutine)) continue;
    const Transition first = in_turn(g, record.rounds);
    if (!first.none()) chosen = first;
  }
  return chosen;
}

/// Whether a goroutine that went round until nobody had patience for it any more has never taken a
/// way out that was open to it: no scheduler is as unfair as that.
bool World::ended_unfairly() const {
  return std::ranges::any_of(execution_.started(), [this](GoroutineId g) {
    const OperationId waits_at = execution_.goroutines_[index(g)].waits_at;
    if (waits_at == kNoOperation) return false;
    const OperationRecord& stop = execution_.operation(waits_at);
    return stop.circles && !stop.works && is_exhausted(stop, behaviour_) && leaves_out(stop);
  });
}

/// Of the ways on its last round, one that is open and that it took in none of its rounds. What a
/// round makes for itself has been used up.
bool World::leaves_out(const OperationRecord& stop) const {
  OperationId begin = stop.before;
  while (begin != kNoOperation && execution_.operation(begin).place != stop.place) {
    begin = execution_.operation(begin).before;
  }
  if (begin == kNoOperation) return false;
  for (OperationId id = stop.before;; id = execution_.operation(id).before) {
    const OperationRecord& at = execution_.operation(id);
    const auto ways = execution_.ways(at);
    for (std::uint16_t way = 0; way < ways.size(); ++way) {
      const Alternative& out = execution_.alternative(ways[way]);
      const bool lasts = std::ranges::none_of(out.all_conditions(), [&](const Condition& c) {
        return resources_[index(c.resource)].made_since(begin, stop.goroutine);
      });
      const bool alone = out.side == Side::none;  // it can meet others although it is held
      if (lasts && alone && conditions_hold(ways[way]) && !takes(execution_, at, way)) return true;
    }
    if (id == begin) return false;
  }
}

}  // namespace weft::kernel
