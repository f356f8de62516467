// Goroutines that go round in circles: the part of World that keeps executions fair and finite.
//
// A goroutine that comes back to an operation with registers and stack as they were, having
// changed nothing, would do the same again: it is held until somebody else changes a thing that
// it looked at on the way round. If it did change something (its loop does visible work) it may go
// round spin_bound times more before it is held. When nothing else is left to happen, one that is
// held goes on for a while.
//
// What a loop counts may be where no fingerprint sees it, and then it is no circle; and one that
// counts for ever is none that a fingerprint sees. So the first time that one is to be held that
// only looks, it is tried out: it goes on alone for a while, in an execution that does not count.
// Where it comes to something new by itself, nobody is held (rounds.cc).
#include <algorithm>

#include "weft/explorer/kernel/fingerprint.h"
#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

struct Part {
  OperationId own;
  OperationId other;
};

/// Of somebody who took part in the event, on either side of a meeting.
Part part_of(GoroutineId g, const Event& event) {
  const bool offering = event.transition.goroutine == g;
  return offering ? Part{event.operation, event.peer_operation}
                  : Part{event.peer_operation, event.operation};
}

/// Stands for a call in the program: its line, and what is called there.
std::uint32_t call_of(const Operation& operation) {
  const auto file = reinterpret_cast<std::uintptr_t>(operation.at().file);
  const auto verb = reinterpret_cast<std::uintptr_t>(operation.verb());
  const auto line = static_cast<std::uint64_t>(operation.at().line);
  return static_cast<std::uint32_t>(((file + (verb + line * kPrime) * kPrime) * kPrime) >> 32);
}

}  // namespace

/// What tells a way from others: its number, or of one that is declared in each execution, perhaps
/// in each round, what it is about. But one to a thing that was made after the operation `since` is
/// like that to its predecessor, for there may be one for each round of a loop. Where nobody minds
/// loops yet, those that are declared in each execution are asked about only: enough to notice that
/// there is one.
std::uint64_t World::kind_of(AlternativeId way, OperationId since) const {
  const std::uint64_t number = index(way) + std::uint64_t{1};
  if (!minds_loops_ && way < kFirstFleeting) return number;
  if (!execution_.is_declared(way)) return 0;  // the object is not there any more
  const Alternative& declared = execution_.alternative(way);
  const ResourceId on = declared.condition_count > 0 ? declared.conditions[0].resource
                        : declared.touch_count > 0   ? declared.touched[0].resource
                                                     : kUntouched;
  if (resources_[index(on)].made_since(since, running_)) return 0;
  constexpr std::uint64_t kFleeting = std::uint64_t{1} << 32U;
  return way < kFirstFleeting ? number : kFleeting + index(on);
}

/// The running goroutine's last operation by the same call, as far as remembered.
OperationId World::earlier_like(const Operation& operation) const {
  return goroutine(running_).visits.last_by(call_of(operation));
}

/// The ways of the operation may be on the stack; their kinds count in place of their numbers.
SeenStack World::seen_stack(const Operation& operation) const {
  const OperationId since = earlier_like(operation);
  SeenStack seen{.stack = running_stack(), .but = std::as_bytes(operation.ways())};
  for (const AlternativeId way : operation.ways()) {
    seen.in_its_place = seen.in_its_place * kPrime + kind_of(way, since);
  }
  return seen;
}

std::uint32_t World::place_of(const Operation& operation, OperationId since) const {
  constexpr std::uint64_t kWay = 0xC2B2AE3D27D4EB4F;
  const auto way = operation.ways().empty() ? 0 : kind_of(operation.ways().front(), since);
  return static_cast<std::uint32_t>(((call_of(operation) + way * kWay) * kPrime) >> 32);
}

bool World::been_here(const Operation& operation) const {
  if (abandoned_ || running_ == kNobody) return false;
  const std::uint32_t place = place_of(operation, earlier_like(operation));
  return goroutine(running_).visits.find(place) != nullptr;
}

void World::note_visit(OperationRecord& record, std::uint64_t state, const Operation& operation) {
  if (!minds_loops_) return count_visits(record);
  Visits& visits = goroutine(record.goroutine).visits;
  const Visit* const before = visits.find(record.place);
  if (trial_.of == record.goroutine) go_on_trying(record);
  // Not only the one before: a loop may come by twice on a line, or be as it was every other time.
  const Visit* const same = state == 0 ? nullptr : visits.find(record.place, state);
  std::uint32_t counted = 0;
  if (same != nullptr && !facts_.ask(fact(Matter::counts_elsewhere, operation.at()))) {
    go_round(record, *same);
    if (record.circles && record.works) execution_.held_back_ = true;
    if (record.circles && !record.works) try_out(record, *same, operation.at());
  } else if (before != nullptr && state != 0) {
    counted = go_round_counting(record, *before, operation.at());
  }
  record.times = before != nullptr ? before->times + 1 : 1;
  const OperationId earlier = earlier_like(operation);
  Visit& visit = visits.add(record.place, call_of(operation));
  visit.state = state;
  visit.last_event = record.previous;
  visit.operation = execution_.goroutines_[index(record.goroutine)].waits_at;
  visit.earlier = earlier;
  visit.rounds = record.rounds;
  visit.counted = counted;
  visit.times = record.times;
}

/// How often its goroutine has come to this place, by the record alone.
void World::count_visits(OperationRecord& record) {
  const std::size_t first = goroutine(record.goroutine).first_visit;
  record.times = 1;
  OperationId id = record.before;
  for (std::size_t n = 0; n < Visits::kRemembered && id != kNoOperation; ++n) {
    if (index(id) < first) return;
    const OperationRecord& before = execution_.operation(id);
    if (before.place == record.place) {
      record.times = before.times + 1;
      break;
    }
    id = before.before;
  }
  // The first time that two states could be equal.
  if (record.times == 3) expects_loops_ = learned_something_ = true;
}

void World::forget_visits(Goroutine& of) {
  if (minds_loops_) of.visits.clear();  // else nobody looks at them
  of.first_visit = execution_.arrived_;
}

[[gnu::noinline]] void World::go_round(OperationRecord& record, const Visit& before) {
  record.returned = true;
  record.first_watch = static_cast<std::uint32_t>(execution_.watches_.size());
  bool worked = false;
  bool helped = false;
  net_.clear();
  for (EventId id = record.previous; id != before.last_event && id != kNever;) {
    const Event& event = execution_[index(id)];
    const auto [mine, other] = part_of(record.goroutine, event);
    if (other != kNoOperation && other != mine) {
      helped = helped || !execution_.operation(other).returned;
      worked = true;
    }
    worked = watch_what_was_seen(record, mine, before) || worked;
    id = execution_.operation(mine).previous;
  }
  record.works = worked;
  for (const Watch& watch : execution_.watches(record)) {
    const bool in_time = last_change(watch.resource, worked).at <= watch.since;
    helped = helped || (in_time && changed_by_others(record, watch.resource, before.last_event));
  }
  const auto moved = [](const Net& net) { return net.delta != 0; };
  if (std::ranges::any_of(net_, moved)) helped = worked = true;  // it used something up
  record.rounds = worked && helped ? 0 : before.rounds + 1;
  record.works = worked;
  record.circles = !worked || record.rounds > static_cast<std::uint32_t>(behaviour_.spin_bound);
}

/// Whether it was made on the way round, or the operation at which that began was of a kind with
/// those on others of its like (see kind_of); and nobody else has changed it. Then each round has
/// one of its own.
bool World::is_of_one_round(ResourceId id, OperationId at, const Visit& before) const {
  const OperationId since = at == before.operation ? before.earlier : before.operation;
  const Resource& resource = resources_[index(id)];
  return resource.made_since(since, execution_.operation(at).goroutine) && !resource.shared;
}

/// Returns whether the event did visible work.
bool World::watch_what_was_seen(OperationRecord& record, OperationId by, const Visit& before) {
  const EventId id = execution_.operation(by).executed;
  const Event& event = execution_[index(id)];
  bool worked = false;
  for (const Touch& touch : execution_.footprint(event)) {
    if (resources_[index(touch.resource)].is_scope) continue;
    if (is_of_one_round(touch.resource, by, before)) continue;
    worked = worked || (touch.mode != Mode::read && !event.unchanged);
    add_up(touch);
    const bool looked = touch.mode == Mode::read && !touch.awaited;
    if (looked || touch.mode == Mode::write) execution_.watch(record, touch.resource, id);
  }
  return worked;
}

void World::add_up(const Touch& touch) {
  if (touch.delta == 0 || resources_[index(touch.resource)].is_ticket) return;
  const auto same = [&](const Net& net) { return net.resource == touch.resource; };
  const auto found = std::ranges::find_if(net_, same);
  if (found == net_.end()) {
    net_.push_back({touch.resource, touch.delta});
  } else {
    found->delta += touch.delta;
  }
}

bool World::changed_by_others(const OperationRecord& record, ResourceId resource,
                              EventId since) const {
  const Resource::Change& seen = last_change(resource, record.works);
  return seen.by != kNobody && seen.by != record.goroutine && (since == kNever || seen.at > since);
}

/// Two loops that work may undo each other's work for ever, each time with news for the other (two
/// that take two locks by trying and giving back): to such a loop, only what is done once counts.
const Resource::Change& World::last_change(ResourceId resource, bool works) const {
  const Resource& seen = resources_[index(resource)];
  return works ? seen.changed_once : seen.changed;
}

void World::note_change(ResourceId resource, EventId at, const OperationRecord& by) {
  if (!minds_loops_) return;  // nobody will ask
  Resource& changed = resources_[index(resource)];
  changed.changed = {at, by.goroutine};
  changed.shared = changed.shared || (changed.maker != by.goroutine &&
                                      !execution_.goroutines_[index(by.goroutine)].harmless);
  if (!by.returned) changed.changed_once = changed.changed;
}

[[gnu::noinline]] bool World::has_news(const OperationRecord& record) const {
  return std::ranges::any_of(execution_.watches(record), [&](const Watch& watch) {
    return changed_by_others(record, watch.resource, watch.since);
  });
}

bool World::held(GoroutineId g) const {
  if (!minds_loops_ || g == trial_.of) return false;
  const OperationId waits_at = execution_.goroutines_[index(g)].waits_at;
  if (waits_at == kNoOperation) return false;
  const OperationRecord& record = execution_.operation(waits_at);
  return record.circles && !has_news(record);
}

/// An operation of a circle happens. Returns whether that is no news to anybody.
bool World::go_on(OperationId id) {
  if (!minds_loops_) return false;
  OperationRecord& record = execution_.operations_[index(id)];
  if (record.rounds == 0) return false;
  const bool news = has_news(record);
  if (record.circles) {
    for (const Watch& watch : execution_.watches(record)) {
      execution_.touches_.push_back({.resource = watch.resource, .awaited = true});
    }
    if (!news) record.urgency = Urgency::stubborn;
  }
  return !news;
}

}  // namespace weft::kernel
