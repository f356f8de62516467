// Which transitions are open: the half of World that only looks.
#include <algorithm>
#include <bit>

#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

// So many turns do others have in an execution that is as long as it may be, but none sooner than
// after the shortest, nor later than after the longest: in events.
constexpr std::size_t kTurns = 16;
constexpr std::size_t kShortestTurn = 64;
constexpr std::size_t kLongestTurn = 1024;

}  // namespace

// From the record, not from the operation: a primitive that dies while a goroutine is stuck at it
// takes the list of its alternatives along.
std::span<const AlternativeId> World::ways_of(GoroutineId g) const {
  const OperationId waits_at = execution_.goroutines_[index(g)].waits_at;
  return execution_.ways(execution_.operation(waits_at));
}

bool World::conditions_hold(AlternativeId id) const {
  const auto conditions = execution_.alternative(id).all_conditions();
  return std::ranges::all_of(conditions, [this](const Condition& c) {
    return c.holds(resources_[index(c.resource)].count);
  });
}

bool World::side_open(GoroutineId g, std::uint16_t way) const {
  const Operation* const op = goroutine(g).waits_at;
  if (op == nullptr) return false;
  const auto ways = ways_of(g);
  return way < ways.size() && conditions_hold(ways[way]);
}

template <typename Visit>
bool World::for_each_peer(GoroutineId g, std::uint16_t way, Visit visit) const {
  const Alternative& mine = execution_.alternative(ways_of(g)[way]);
  const bool polls = goroutine(g).waits_at->has_otherwise();  // two that poll never meet
  for (const GoroutineId h : execution_.started()) {
    const Operation* const op = goroutine(h).waits_at;
    if (op == nullptr || h == g || (polls && op->has_otherwise())) continue;
    const auto ways = ways_of(h);
    for (std::size_t w = 0; w < ways.size(); ++w) {
      const Alternative& other = execution_.alternative(ways[w]);
      if (other.side == Side::none || other.point != mine.point || other.side == mine.side)
        continue;
      if (!conditions_hold(ways[w])) continue;
      if (visit(h, static_cast<std::uint16_t>(w))) return true;
    }
  }
  return false;
}

/// The first transition `g` takes part in, or none.
[[gnu::noinline]] Transition World::first_of(GoroutineId g, bool even_if_held) const {
  const Operation* const op = goroutine(g).waits_at;
  if (op == nullptr) return {};
  const bool stands_back = !even_if_held && held(g);
  const auto count = static_cast<std::uint16_t>(ways_of(g).size());
  for (std::uint16_t way = 0; way < count; ++way) {
    const Transition found = in_way(g, way, stands_back);
    if (!found.none()) return found;
  }
  if (!op->has_otherwise() || stands_back) return {};
  return {.goroutine = g, .way = kOtherwise};
}

/// The first transition `g` takes part in in this way, or none.
Transition World::in_way(GoroutineId g, std::uint16_t way, bool stands_back) const {
  const AlternativeId id = ways_of(g)[way];
  if (!conditions_hold(id)) return {};
  const Side side = execution_.alternative(id).side;
  if (side == Side::none)
    return stands_back ? Transition{} : Transition{.goroutine = g, .way = way};
  Transition found;
  for_each_peer(g, way, [&](GoroutineId h, std::uint16_t w) {
    if (stands_back && held(h)) return false;
    found = side == Side::offer ? Transition{g, way, h, w} : Transition{h, w, g, way};
    return true;
  });
  return found;
}

/// All transitions whose first goroutine is `g`.
void World::append_all_of(GoroutineId g) {
  const Operation* const op = goroutine(g).waits_at;
  if (op == nullptr || op->urgency() != Urgency::normal) return;
  const bool stands_back = held(g);
  const auto ways = ways_of(g);
  const auto count = static_cast<std::uint16_t>(ways.size());
  for (std::uint16_t way = 0; way < count; ++way) {
    if (!conditions_hold(ways[way])) continue;
    const Side side = execution_.alternative(ways[way]).side;
    if (side == Side::none && !stands_back) open_.push_back({.goroutine = g, .way = way});
    if (side != Side::offer) continue;
    for_each_peer(g, way, [&](GoroutineId h, std::uint16_t w) {
      if (!stands_back || !held(h)) open_.push_back({g, way, h, w});
      return false;
    });
  }
  const Transition first = first_of(g);
  if (first.way == kOtherwise && !first.none()) open_.push_back(first);
}

[[gnu::noinline]] Transition World::urgent(Urgency urgency) const {
  Transition earliest;
  std::int64_t deadline = 0;
  for (const GoroutineId g : execution_.started()) {
    const Operation* const op = goroutine(g).waits_at;
    if (op == nullptr || op->urgency() != urgency) continue;
    if (!earliest.none() && op->deadline() > deadline) continue;
    if (!earliest.none() && op->deadline() == deadline && !execution_.elder(g, earliest.goroutine))
      continue;
    const Transition first = first_of(g);
    if (first.none()) continue;
    earliest = first;
    deadline = op->deadline();
  }
  return earliest;
}

/// Whether it is plain that `g` can go on in this way, as it mostly is where nobody minds loops. If
/// not, it is for is_enabled() or first_of() to say.
bool World::plainly_open(GoroutineId g, std::uint16_t way) const {
  const Operation* const op = goroutine(g).waits_at;
  if (op == nullptr || op->urgency_ != Urgency::normal || op->gives_up_ || minds_loops_) {
    return false;
  }
  const auto ways = ways_of(g);
  if (way >= ways.size()) return false;
  return execution_.alternative(ways[way]).side == Side::none && conditions_hold(ways[way]);
}

/// Who ran last, if it goes on with an operation that can happen in one way only: mostly it does.
Transition World::simply_goes_on() const {
  if (execution_.size() == 0) return {};
  const GoroutineId g = execution_.last_event().transition.goroutine;
  const bool simple = plainly_open(g, 0) && goroutine(g).waits_at->ways_.size() == 1;
  return simple ? Transition{.goroutine = g, .way = 0} : Transition{};
}

Transition World::normal_of(GoroutineId g) const {
  const Operation* const op = goroutine(g).waits_at;
  if (op == nullptr || op->urgency() != Urgency::normal) return {};
  return minds_lives_ && op->gives_up_ ? Transition{} : first_of(g);
}

Transition World::first_normal() const {
  if (execution_.size() > 0) {
    const Transition same = normal_of(execution_.last_event().transition.goroutine);
    if (!same.none()) return same;
  }
  for (const GoroutineId g : execution_.started().subspan(first_alive_)) {
    const Transition first = normal_of(g);
    if (!first.none()) return first;
  }
  return {};
}

/// Somebody who does not stop must not keep the others from what they would do, or it is never
/// seen: in a long execution they come in between from time to time.
[[gnu::noinline]] Transition World::others_turn() const {
  const std::size_t turn =
      std::bit_floor(std::clamp(limits_.max_steps / kTurns, kShortestTurn, kLongestTurn));
  if (execution_.size() % turn != turn - 1) return {};
  const auto started = execution_.started();
  const auto last =
      std::ranges::find(started, execution_.last_event().transition.goroutine) - started.begin();
  for (std::size_t n = 1; n < started.size(); ++n) {
    const Transition first = normal_of(started[(last + n) % started.size()]);
    if (!first.none()) return first;
  }
  return minds_lives_ ? first_end(/*unless_used_lately=*/true) : Transition{};
}

[[gnu::noinline]] Transition World::usual() {
  if (trial_.of != kNobody) {
    const Transition next = next_of_trial();
    if (!next.none()) return sure_ = next;
    trial_ = {};  // it waits for others: that tells nothing
  }
  if (execution_.size() % kShortestTurn == kShortestTurn - 1) {
    const Transition other = others_turn();
    if (!other.none()) return sure_ = other;
  }
  const Transition same = simply_goes_on();
  if (!same.none()) return sure_ = same;
  const auto started = execution_.started();
  const auto finished = [this](GoroutineId g) { return execution_.goroutines_[index(g)].finished; };
  while (first_alive_ < started.size() && finished(started[first_alive_])) ++first_alive_;
  if (first_alive_ == started.size()) return sure_ = {};
  Transition first = first_normal();
  const auto waits = [this](GoroutineId g) { return goroutine(g).waits_at != nullptr; };
  if (first.none() && std::ranges::none_of(started, waits)) return sure_ = first;
  if (first.none() && minds_lives_) first = first_end(/*unless_used_lately=*/false);
  if (first.none()) first = urgent(Urgency::idle);
  if (first.none()) first = stubborn();
  if (first.none()) first = last_resort();
  return sure_ = first;
}

std::span<const Transition> World::all() {
  open_.clear();
  if (trial_.of == kNobody) {
    for (const GoroutineId g : execution_.started()) append_all_of(g);
  }
  if (open_.empty()) {
    const Transition last_resort = usual();
    if (!last_resort.none()) open_.push_back(last_resort);
  }
  return open_;
}

[[gnu::noinline]] bool World::enabled(const Transition& t) const {
  if (index(t.goroutine) >= goroutines_.size()) return false;
  const bool plain = t.peer == kNobody && plainly_open(t.goroutine, t.way);
  if (!plain && !is_enabled(t)) return false;
  sure_ = t;
  return true;
}

[[gnu::noinline]] bool World::is_enabled(const Transition& t) const {
  const Operation* const op = goroutine(t.goroutine).waits_at;
  if (op == nullptr) return false;
  const bool apart = held(t.goroutine) && (t.peer == kNobody || held(t.peer));
  const bool gives_up = op->gives_up_ && t.way + 1U == op->ways().size();
  if (op->urgency() != Urgency::normal || apart || gives_up || trial_.of != kNobody)
    return const_cast<World*>(this)->usual() == t;
  if (t.way == kOtherwise) {
    return op->has_otherwise() && first_of(t.goroutine) == t;
  }
  if (!side_open(t.goroutine, t.way)) return false;
  const Alternative& mine = execution_.alternative(ways_of(t.goroutine)[t.way]);
  if (t.peer == kNobody) return mine.side == Side::none;
  if (index(t.peer) >= goroutines_.size() || !side_open(t.peer, t.peer_way)) return false;
  if (op->has_otherwise() && goroutine(t.peer).waits_at->has_otherwise()) return false;
  const Alternative& other = execution_.alternative(ways_of(t.peer)[t.peer_way]);
  return mine.side == Side::offer && other.side == Side::accept && mine.point == other.point;
}

}  // namespace weft::kernel
