#include "weft/explorer/kernel/world.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "weft/explorer/kernel/check.h"
#include "weft/explorer/kernel/process.h"

namespace weft::kernel {
namespace {

constinit thread_local World* current_world = nullptr;

}  // namespace

World::World(const WorldLimits& limits) : limits_(limits), stacks_(limits.stack_bytes) {}

World* World::current_or_null() {
  return current_world;
}

void World::make_current() {
  current_world = this;
}

World& World::current() {
  if (current_world == nullptr) {
    throw std::logic_error("weft: primitives work inside a scenario only");
  }
  return *current_world;
}

void World::clear() {
  for (const GoroutineId g : execution_.started_) {
    if (index(g) < goroutines_.size()) goroutine(g).waits_at = nullptr;
  }
  for (Makings& makings : makings_) makings.begin_execution();
  for (Makings& makings : other_makings_) makings.begin_execution();
  maker_ = {};
  execution_.clear();
  memory_.clear();
  facts_.begin_execution(observer_ != nullptr);
  resources_.assign(index(kUntouched) + 1, {});
  execution_.resources_ = resources_.size();
  execution_.arrivals_.assign(resources_.size(), 0);
  ready_.clear();
  running_ = kNobody;
  crash_.kind = nullptr;
  abandoned_ = over_ = learned_something_ = watching_ = false;
}

const Execution& World::run(const Body& body, Strategy& strategy, Observer* observer) {
  WEFT_CHECK(current_world == nullptr, "a scenario cannot run inside a scenario");
  strategy_ = &strategy;
  observer_ = observer;
  clear();
  current_world = this;
  Process* const process = kernel::process();
  if (process != nullptr) process->begin_execution();
  scheduler_.thread(process != nullptr ? thread_pointer() : nullptr);
  (void)declare({});  // kAlways
  ++runs_;
  // Not a copy: goroutines may hold references into it. Returns when nothing can move any more.
  spawn([&body] { body(); }, {.name = "main", .at = {}});
  const bool crashed = crash_.kind != nullptr;
  if (crashed) note_crash();
  if (!execution_.cut()) {
    for (const auto& [key, kept] : kept_) kept->ended();
  }
  if (observer_ != nullptr) observer_->ended(execution_);
  abandoned_ = true;
  if (process != nullptr) abandon_all();
  if (process == nullptr && !crashed) unwind_all();
  // One that crashes while it is unwound concerns nobody: the execution was over.
  if (crash_.kind != nullptr) forget();
  running_ = kNobody;
  kept_.clear();
  if (process != nullptr) process->end_execution();
  current_world = nullptr;
  return execution_;
}

void World::perform(Operation& operation, std::uint64_t state) {
  Goroutine& me = goroutine(running_);
  if (abandoned_) return perform_unwinding(me, operation);
  if (!me.moved || watching_) come_visibly(operation);
  arrive(operation, state);
  dispatch(/*last=*/false);
  if (abandoned_ && !me.told_to_unwind && operation.throws_unwind_) {
    me.told_to_unwind = true;
    throw Unwind{};
  }
}

/// A goroutine may be slow to come to its next operation. That matters only if somebody can see
/// whether it is there; then getting there is an event of its own.
void World::come_visibly(const Operation& next) {
  const bool first = !std::exchange(goroutine(running_).moved, true);
  if ((first && running_ == kMain) || next.has_otherwise()) return;
  const auto is_seen = [this](AlternativeId id) {
    const Alternative& way = execution_.alternative(id);
    return way.side != Side::none && resources_[index(way.point)].watched;
  };
  if (std::ranges::any_of(next.ways(), is_seen)) go_on_visibly();
}

void World::arrive(Operation& operation, std::uint64_t state) {
  GoroutineRecord& me = execution_.goroutines_[index(running_)];
  me.waits_at = OperationId{static_cast<std::uint32_t>(execution_.operations_.size())};
  const auto first_way = static_cast<std::uint32_t>(execution_.ways_.size());
  const auto ways = operation.ways();
  const auto looks = operation.looks();
  for (const AlternativeId way : ways) execution_.ways_.push_back(way);
  for (const AlternativeId look : looks) execution_.ways_.push_back(look);
  execution_.operations_.push_back(
      {.goroutine = running_,
       .urgency = operation.urgency_,
       .otherwise = operation.has_otherwise_,
       .previous = me.last_event,
       .executed = kNever,
       .arrived = static_cast<std::uint32_t>(execution_.events_.size()),
       .first_way = first_way,
       .way_count = static_cast<std::uint16_t>(ways.size()),
       .look_count = static_cast<std::uint16_t>(looks.size())});
  goroutine(running_).waits_at = &operation;
  note_visit(execution_.operations_.back(), operation, state);
  note_arrival(execution_.operations_.back());
  if (observer_ != nullptr) observer_->arrived(running_, operation);
}

void World::note_arrival(const OperationRecord& record) {
  if (execution_.events_.empty() || record.otherwise) return;  // who polls never waits there
  for (const AlternativeId id : execution_.ways(record)) {
    const Alternative& way = execution_.alternative(id);
    if (way.side == Side::none || !resources_[index(way.point)].watched) continue;
    execution_.touches_.push_back({arrivals(way.point, way.side), Mode::commute});
    Event& last = execution_.events_.back();
    last.last_touch = static_cast<std::uint32_t>(execution_.touches_.size());
    if (record.rounds > 0) continue;
    const EventId now{static_cast<std::uint32_t>(execution_.size() - 1)};
    note_change(arrivals(way.point, way.side), now, record);
  }
}

void World::dispatch(bool last) {
  const GoroutineId me = running_;
  Fiber& here = goroutine(me).fiber;
  Fiber& there = abandoned_ ? scheduler_ : next();
  if (&there == &here && !last) return;
  Fiber::jump(here, there, last);
  running_ = me;
}

Fiber& World::next() {
  if (ready_.empty() && !happen()) {
    over_ = true;
    running_ = kNobody;
    return scheduler_;
  }
  running_ = ready_.back();
  ready_.pop_back();
  return running_ == kNobody ? scheduler_ : goroutine(running_).fiber;
}

bool World::happen() {
  const bool too_long = execution_.size() >= limits_.max_steps;
  const GoroutineId me = std::exchange(running_, kNobody);  // the time it takes is not the scenario's
  const Transition chosen = too_long ? Transition{} : strategy_->choose(*this);
  running_ = me;
  if (chosen.none()) {
    execution_.cut_ = !usual().none();
    return false;
  }
  if (!enabled(chosen)) {
    execution_.impossible_ = execution_.cut_ = true;
    return false;
  }
  execute(chosen);
  return true;
}

void World::take_off(GoroutineId g, std::uint16_t way, OperationId& operation) {
  GoroutineRecord& record = execution_.goroutines_[index(g)];
  operation = std::exchange(record.waits_at, kNoOperation);
  const EventId event{static_cast<std::uint32_t>(execution_.events_.size())};
  execution_.operations_[index(operation)].executed = event;
  record.last_event = event;
  Goroutine& me = goroutine(g);
  me.waits_at->taken_ = way;
  me.acted = true;
  me.acted_at = memory_.now(g).time;
  if (me.waits_at->gives_up_ && way + 1U == me.waits_at->ways_.size()) {
    execution_.operations_[index(operation)].urgency = Urgency::quiesce;
  }
  ready_.push_back(g);
}

void World::execute(const Transition& t) {
  const bool meeting = t.peer != kNobody;
  Operation& mine = *goroutine(t.goroutine).waits_at;
  Operation* const other = meeting ? goroutine(t.peer).waits_at : nullptr;

  Event event{.transition = t,
              .operation = kNoOperation,
              .peer_operation = kNoOperation,
              .first_touch = static_cast<std::uint32_t>(execution_.touches_.size()),
              .last_touch = 0,
              .unchanged = false,
              .idle = false};
  if (meeting) take_off(t.peer, t.peer_way, event.peer_operation);
  take_off(t.goroutine, t.way, event.operation);

  syncs_.clear();
  if (t.way == kOtherwise) {
    for (const AlternativeId id : mine.looks()) touch(t.goroutine, id);
  } else {
    touch(t.goroutine, mine.ways()[t.way]);
  }
  if (meeting) touch(t.peer, other->ways()[t.peer_way]);
  event.idle = go_on(event.operation) && (!meeting || go_on(event.peer_operation));

  Step step(t.way, meeting ? other->payload(t.peer_way) : nullptr);
  mine.execute(step);
  if (meeting) {
    Step peer_step(t.peer_way, mine.payload(t.way));
    other->execute(peer_step);
    if (execution_.alternative(mine.ways()[t.way]).mutual) memory_.meet(t.goroutine, t.peer);
  }
  apply(event, step);

  event.last_touch = static_cast<std::uint32_t>(execution_.touches_.size());
  execution_.events_.push_back(event);
  // Who leaves a watched point is seen to leave it, just as who arrives.
  note_arrival(execution_.operation(event.operation));
  if (meeting) note_arrival(execution_.operation(event.peer_operation));
  if (observer_ != nullptr) observer_->happened(event, mine, other);
  goroutine(t.goroutine).waits_at = nullptr;
  if (meeting) goroutine(t.peer).waits_at = nullptr;
}

void World::touch(GoroutineId by, AlternativeId id) {
  const auto count_of = [this](ResourceId r) { return resources_[index(r)].count; };
  const Alternative& taken = execution_.alternative(id);
  execution_.locks_held_ += taken.hold;
  for (const DeclaredTouch& declared : taken.all_touches()) {
    const Touch touch = resolve(declared, count_of);
    execution_.touches_.push_back(touch);
    if (declared.sync != Sync::none) syncs_.push_back({by, touch.resource, declared.sync});
  }
}

void World::apply(Event& event, const Step& step) {
  event.unchanged = step.was_unchanged();
  event.idle = event.idle || event.unchanged;
  const EventId now{static_cast<std::uint32_t>(execution_.size())};
  for (std::size_t i = event.first_touch; i < execution_.touches_.size(); ++i) {
    Touch& touch = execution_.touches_[i];
    if (step.was_only_read()) touch = {touch.resource, Mode::read};
    Resource& resource = resources_[index(touch.resource)];
    resource.count += touch.delta;
    if (event.idle || touch.mode == Mode::read) continue;
    note_change(touch.resource, now, execution_.operation(event.operation));
  }
  for (const PendingSync& sync : syncs_) {
    memory_.synchronise(sync.goroutine, sync.resource,
                        step.was_only_read() ? Sync::acquire : sync.how);
  }
}

void World::watch(ResourceId point) {
  watching_ = true;
  resources_[index(point)].watched = true;
  execution_.arrivals_[index(arrivals(point, Side::offer))] = true;
  execution_.arrivals_[index(arrivals(point, Side::accept))] = true;
}

AlternativeId World::declare(const Alternative& alternative) {
  for (const DeclaredTouch& touch : alternative.all_touches()) {
    if (touch.ring != 0) resources_[index(touch.ticket)].is_ticket = true;
  }
  execution_.alternatives_.push_back(alternative);
  return AlternativeId{static_cast<std::uint32_t>(execution_.alternatives_.size() - 1)};
}

std::unique_ptr<PerExecution>& World::per_execution(const void* key) {
  for (auto& [owner, kept] : kept_) {
    if (owner == key) return kept;
  }
  return kept_.emplace_back(key, nullptr).second;
}

void World::report(const char* kind, std::string message) {
  if (abandoned_) return;
  execution_.incidents_.push_back({.kind = kind,
                                   .goroutine = running_,
                                   .at_event = static_cast<std::uint32_t>(execution_.size()),
                                   .message = std::move(message)});
}

void World::learn(Location fact) {
  if (facts_.learn(fact)) learned_something_ = true;
}

}  // namespace weft::kernel
