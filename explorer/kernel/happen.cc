// An operation happens: the part of World that has its effects and records them.
#include <cstdint>
#include <span>
#include <utility>

#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

/// Whoever writes a report need not be at hand while nobody does.
[[gnu::cold, gnu::noinline]] void tell(Observer& observer, const Event& event,
                                       const Operation& mine, const Operation* other) {
  observer.happened(event, mine, other);
}

}  // namespace

OperationId World::take_off(GoroutineId g, std::uint16_t way) {
  const OperationId operation = execution_.goroutines_[index(g)].waits_at;
  OperationRecord& taken = execution_.operations_[index(operation)];
  const Operation& op = leave(g, way);
  memory_.act(g);
  taken.executed = execution_.goroutines_[index(g)].last_event;
  if (op.gives_up_ && way + 1U == op.ways_.size()) taken.urgency = Urgency::quiesce;
  return operation;
}

/// The goroutine goes on with the event that is happening.
Operation& World::leave(GoroutineId g, std::uint16_t way) {
  GoroutineRecord& record = execution_.goroutines_[index(g)];
  record.waits_at = kNoOperation;
  record.last_event = EventId{static_cast<std::uint32_t>(execution_.size())};
  Goroutine& me = goroutine(g);
  Operation& operation = *std::exchange(me.waits_at, nullptr);
  operation.taken_ = way;
  me.acted = true;
  return operation;
}

/// Whoever took part goes on: in a meeting the peer second.
void World::go_on_after(const Transition& t) {
  running_ = t.goroutine;
  if (t.peer != kNobody) ready_.push_back(t.peer);
}

/// `other`, in a meeting, is the peer's. What `mine` has found is returned.
Step World::take_effect(const Transition& t, Operation& mine, Operation* other) {
  Step step(t.way, other != nullptr ? other->payload(t.peer_way) : nullptr);
  mine.execute(step);
  if (other != nullptr) {
    Step peer_step(t.peer_way, mine.payload(t.way));
    other->execute(peer_step);
  }
  return step;
}

void World::execute(const Transition& t) {
  const bool meeting = t.peer != kNobody;
  Operation& mine = *goroutine(t.goroutine).waits_at;
  Operation* const other = meeting ? goroutine(t.peer).waits_at : nullptr;

  const Mark before{.touch = static_cast<std::uint32_t>(execution_.touches_.size()),
                    .note = static_cast<std::uint32_t>(memory_.noted()),
                    .locked = execution_.locks_held_};
  const OperationId theirs = meeting ? take_off(t.peer, t.peer_way) : kNoOperation;
  const OperationId ours = take_off(t.goroutine, t.way);

  const auto taken = t.way == kOtherwise ? mine.looks() : mine.ways().subspan(t.way, 1);
  for (const AlternativeId id : taken) touch(id);
  if (meeting) touch(other->ways()[t.peer_way]);
  const bool ours_goes_round = go_on(ours);
  const bool goes_round = (!meeting || go_on(theirs)) && ours_goes_round;  // both have their part

  const Step step = take_effect(t, mine, other);
  if (meeting && execution_.alternative(mine.ways()[t.way]).mutual) {
    memory_.meet(t.goroutine, t.peer);
  }
  const bool idle = goes_round || step.was_unchanged();
  apply(before.touch, idle, execution_.operation(ours), step);
  std::size_t touched = before.touch;
  for (const AlternativeId id : taken) touched = synchronise(t.goroutine, id, touched, step);
  if (meeting) synchronise(t.peer, other->ways()[t.peer_way], touched, step);

  Event& event = record(t, before, step);
  event.operation = ours;
  event.peer_operation = theirs;
  event.idle = idle;
  // Who leaves a watched point is seen to leave it, just as who arrives.
  if (watching_) {
    note_arrival(execution_.operation(ours));
    if (meeting) note_arrival(execution_.operation(theirs));
  }
  if (observer_ != nullptr) tell(*observer_, event, mine, other);
  go_on_after(t);
}

Event& World::record(const Transition& t, const Mark& before, const Step& step) {
  Event& event = execution_.add_event();
  event.transition = t;
  event.first_touch = before.touch;
  event.last_touch = static_cast<std::uint32_t>(execution_.touches_.size());
  event.first_note = before.note;
  event.last_note = static_cast<std::uint32_t>(memory_.noted());
  event.locked = static_cast<std::int8_t>(execution_.locks_held_ - before.locked);
  event.unchanged = step.was_unchanged();
  event.only_read = step.was_only_read();
  return event;
}

void World::touch(AlternativeId id) {
  const auto count_of = [this](ResourceId r) { return resources_[index(r)].count; };
  const Alternative& taken = execution_.alternative(id);
  execution_.locks_held_ += taken.hold;
  for (const DeclaredTouch& declared : taken.all_touches()) {
    execution_.touches_.push_back(resolve(declared, count_of));
  }
}

void World::apply(std::size_t first_touch, bool idle, const OperationRecord& by, const Step& step) {
  const EventId now{static_cast<std::uint32_t>(execution_.size())};
  for (Touch& touch : std::span(execution_.touches_).subspan(first_touch)) {
    if (step.was_only_read()) touch = {touch.resource, Mode::read};
    Resource& resource = resources_[index(touch.resource)];
    resource.count += touch.delta;
    if (!idle && touch.mode != Mode::read) note_change(touch.resource, now, by);
  }
}

/// What the touches from `touched` on, which are those of `id`, mean to the memory model; returns
/// where they end.
std::size_t World::synchronise(GoroutineId by, AlternativeId id, std::size_t touched,
                               const Step& step) {
  for (const DeclaredTouch& declared : execution_.alternative(id).all_touches()) {
    const ResourceId resource = execution_.touches_[touched++].resource;
    if (declared.sync == Sync::none) continue;
    memory_.synchronise(by, resource, step.was_only_read() ? step.read_as() : declared.sync);
  }
  return touched;
}

}  // namespace weft::kernel
