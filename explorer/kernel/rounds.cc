// How a goroutine that goes round in circles goes on: alone, when it is tried out, or when nothing
// else can happen. A part of World.
#include <algorithm>
#include <utility>

#include "weft/explorer/kernel/past.h"
#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

// Rounds granted when nothing else can happen, to loops that work and to loops that only look.
constexpr std::uint32_t kPatienceWithWork = 100;
constexpr std::uint32_t kPatience = 32;
// Operations of a loop that is tried out.
constexpr std::uint32_t kTrial = 10'000;

bool is_exhausted(const OperationRecord& stop, const Behaviour& behaviour) {
  const std::uint32_t patience = stop.works ? kPatienceWithWork : kPatience;
  return stop.rounds > static_cast<std::uint32_t>(behaviour.spin_bound) + patience;
}

}  // namespace

void World::try_out(OperationRecord& record, const Visit& before, Location at) {
  if (facts_.ask(fact(Matter::ends_by_itself, at))) return execution_.is_no_circle(record);
  if (facts_.ask(fact(Matter::was_tried_out, at)) || trial_.of != kNobody || has_news(record))
    return;
  learn(fact(Matter::was_tried_out, at));
  const OperationId here = execution_.goroutines_[index(record.goroutine)].waits_at;
  trial_ = {.of = record.goroutine, .at = at, .first = before.operation, .last = here};
  trial_.others = memory_of_others();
}

/// Stacks of goroutines that stand still, and what all have captured: of variables that the one
/// that is tried out may refer to, those that can be found.
std::uint64_t World::memory_of_others() const {
  std::uint64_t print = 1;
  for (const GoroutineId g : execution_.started()) {
    if (execution_.goroutines_[index(g)].harmless) continue;
    const Goroutine& other = goroutine(g);
    print = fingerprint_of(std::as_bytes(std::span(&other.body, 1)), print);
    if (g == trial_.of || other.waits_at == nullptr) continue;
    const StackMemory stack = other.fiber.stack();
    const auto* const from = static_cast<const std::byte*>(other.fiber.saved_context());
    const auto* const bottom = reinterpret_cast<const std::byte*>(stack.bottom);
    if (from < bottom || from >= bottom + stack.size) continue;
    print = fingerprint_of({from, bottom + stack.size}, print);
  }
  return print;
}

/// Who is tried out comes to an operation: one of its last round's, or it has left the loop.
void World::go_on_trying(const OperationRecord& record) {
  OperationId id = trial_.last;
  while (id != trial_.first && execution_.operation(id).place != record.place) {
    id = execution_.operation(id).before;
  }
  if (execution_.operation(id).place != record.place) return end_trial(Matter::ends_by_itself);
  if (++trial_.operations == kTrial) return end_trial(Matter::never_ends);
  if (id != trial_.last || trial_.counts || trial_.operations > kMemory) return;
  const std::uint64_t others = memory_of_others();
  trial_.counts = std::exchange(trial_.others, others) != others;
}

void World::end_trial(Matter learned) {
  if (trial_.of != kNobody) learn(fact(learned, trial_.at));
  if (trial_.counts) learn(fact(Matter::counts_elsewhere, trial_.at));
  trial_ = {};
}

/// It comes back, and its stack is another: it counts, or keeps something of each round. If it only
/// looks, and goes on so for ever when it is alone, it is held as one that works: after some rounds
/// that see nothing new. Returns how many they are.
std::uint32_t World::go_round_counting(OperationRecord& record, const Visit& before, Location at) {
  for (OperationId id = record.before; id != before.operation;) {
    const OperationRecord& on_the_way = execution_.operation(id);
    if (on_the_way.returned) return 0;  // it is held there
    id = on_the_way.before;
  }
  if (trial_.of == record.goroutine || facts_.ask(fact(Matter::ends_by_itself, at))) return 0;
  go_round(record, before);
  const bool may_leave = record.works || saw_news(execution_, record, before.operation);
  record.rounds = may_leave ? 0 : before.counted + 1;
  const std::uint32_t counted = record.rounds;
  record.circles = counted > static_cast<std::uint32_t>(behaviour_.spin_bound) &&
                   went_so_before(execution_, record, before.operation);
  if (record.circles && facts_.ask(fact(Matter::never_ends, at))) {
    execution_.held_back_ = true;
  } else {
    if (record.circles) try_out(record, before, at);
    execution_.is_no_circle(record);
  }
  return counted;
}

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
    if (!record.circles || is_exhausted(record, behaviour_) || uses_what_is_gone(record)) continue;
    if (!chosen.none() && !execution_.elder(g, chosen.goroutine)) continue;
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
    const bool is_over = is_exhausted(stop, behaviour_) || uses_what_is_gone(stop);
    return stop.circles && !stop.works && is_over && leaves_out(stop);
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
