#include "weft/explorer/kernel/world.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "weft/explorer/kernel/check.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/process.h"

namespace weft::kernel {

constinit thread_local World* World::running_here = nullptr;

namespace {

// Neither a strategy nor whoever writes a report belongs into the kernel's path.
[[gnu::noinline]] Transition choice_of(Strategy& strategy, Open& open) {
  return strategy.choose(open);
}

[[gnu::cold, gnu::noinline]] void tell_arrival(Observer& observer, GoroutineId who,
                                               const Operation& at) {
  observer.arrived(who, at);
}

class Arrival final : public Operation {
 public:
  using Operation::Operation;
};

}  // namespace

World::World(const WorldLimits& limits) : limits_(limits), stacks_(limits.stack_bytes) {}

World& World::refuse_outside() {
  throw std::logic_error("weft: primitives work inside a scenario only");
}

void World::clear(std::size_t unchanged) {
  for (const GoroutineId g : execution_.started_) {
    if (index(g) < goroutines_.size()) goroutine(g).waits_at = nullptr;
  }
  for (Makings& makings : makings_) makings.begin_execution();
  for (Makings& makings : other_makings_) makings.begin_execution();
  maker_ = {};
  memory_.clear(unchanged == 0 ? 0 : execution_.events_[unchanged].first_note);
  execution_.clear_from(unchanged);
  facts_.begin_execution(observer_ != nullptr);
  execution_.resources_ = index(kUntouched) + 1;
  resources_.assign(std::max(resources_.size(), execution_.resources_), {});  // room for all again
  execution_.arrivals_.assign(resources_.size(), 0);
  if (execution_.lasting_.empty()) execution_.lasting_.emplace_back();  // kAlways
  minds_loops_ = expects_loops_ || observer_ != nullptr;
  sure_ = {};
  lifetimes_.clear();
  graves_.clear();
  trial_ = {};
  ready_.clear();
  first_alive_ = 0;
  running_ = kNobody;
  crash_.kind = nullptr;
  again_ = unchanged > 0;
  strayed_ = abandoned_ = over_ = learned_something_ = watching_ = minds_lives_ = false;
}

const Execution& World::run(const Body& body, Strategy& strategy, Observer* observer) {
  WEFT_CHECK(running_here == nullptr, "a scenario cannot run inside a scenario");
  const bool may_repeat = strategy_ == &strategy && observer == nullptr && !expects_loops_;
  const std::size_t unchanged = may_repeat ? strategy.unchanged(execution_) : 0;
  strategy_ = &strategy;
  observer_ = observer;
  clear(unchanged);
  running_here = this;
  Process* const process = kernel::process();
  if (process != nullptr) process->begin_execution();
  scheduler_.thread(process != nullptr ? thread_pointer() : nullptr);
  scheduler_.is_this_thread();
  ++runs_;
  // Not a copy: goroutines may hold references into it. Returns when nothing can move any more.
  spawn([&body] { body(); }, {.name = "main", .at = {}});
  const bool crashed = crash_.kind != nullptr;
  if (crashed) note_crash();
  if (minds_lives_ && ended_too_early()) execution_.assumed_away_ = true;
  if (minds_loops_ && ended_unfairly()) execution_.assumed_away_ = true;
  if (again_) execution_.end_here();
  if (observer_ != nullptr) observer_->over();
  if (Outside* const broken = broken_outside(); broken != nullptr) note(*broken);
  if (!execution_.cut()) {
    for (const auto& [key, kept] : kept_) kept->ended();
  }
  if (observer_ != nullptr) observer_->ended(execution_);
  abandoned_ = true;
  if (process != nullptr) abandon_all();
  if (process == nullptr && !crashed) unwind_all();
  if (crashed || execution_.impossible() || minds_loops_) strategy_ = nullptr;
  // One that crashes while it is unwound concerns nobody: the execution was over.
  if (crash_.kind != nullptr) forget();
  running_ = kNobody;
  kept_.clear();
  if (process != nullptr) process->end_execution();
  running_here = nullptr;
  return execution_;
}

// In one piece: after a switch the processor guesses every return address wrong.
[[gnu::flatten]] void World::perform(Operation& operation, std::uint64_t state) {
  Goroutine& me = goroutine(running_);
  if (abandoned_ | minds_lives_ | watching_) {  // one question where three would be
    if (!prepare(me, operation)) return;
  }
  me.last_used = &operation.used();
  perform_now(operation, state);
}

void World::perform_now(Operation& operation, std::uint64_t state) {
  Goroutine& me = goroutine(running_);
  arrive(me, operation, state);
  dispatch(me, /*last=*/false);
  if (abandoned_ && !me.told_to_unwind && operation.throws_unwind_) {
    me.told_to_unwind = true;
    throw Unwind{};
  }
}

/// What an operation needs in few executions before it begins; whether it begins at all.
[[gnu::noinline]] bool World::prepare(Goroutine& me, const Operation& operation) {
  if (minds_lives_ && !abandoned_) mind_lives(operation);
  if (abandoned_) {
    perform_unwinding(me, operation);
    return false;
  }
  if (watching_) come_visibly(operation);
  return true;
}

/// A goroutine may be slow to come to its next operation. That matters only if somebody can see
/// whether it is there; then getting there is an event of its own.
[[gnu::noinline]] void World::come_visibly(const Operation& next) {
  const bool alone = !goroutine(running_).acted && execution_.started().size() == 1;
  if (alone || next.has_otherwise()) return;
  const auto is_seen = [this](AlternativeId id) {
    const Alternative& way = execution_.alternative(id);
    return way.side != Side::none && resources_[index(way.point)].watched;
  };
  if (std::ranges::none_of(next.ways(), is_seen)) return;
  static const Name place{"", "at the next operation", {}};
  Arrival arrival(std::span(&kAlways, 1), "arrival", place, {});
  perform_now(arrival, 0);
}

void World::arrive(Goroutine& mine, Operation& operation, std::uint64_t state) {
  if (again_ && is_recorded(operation)) return arrive_again(mine, operation);
  arrive_anew(mine, operation, state);
}

[[gnu::noinline, gnu::flatten]] void World::arrive_anew(Goroutine& mine, Operation& operation,
                                                        std::uint64_t state) {
  if (again_) stray();
  GoroutineRecord& me = execution_.goroutines_[index(running_)];
  const auto first_way = static_cast<std::uint32_t>(execution_.ways_.size());
  const auto ways = operation.ways();
  const auto looks = operation.looks();
  for (const AlternativeId way : ways) {
    if (!execution_.is_declared(way)) crash(kind::kCrash, "the object is not there, or no more");
    execution_.ways_.push_back(way);
  }
  for (const AlternativeId look : looks) execution_.ways_.push_back(look);
  if (ways.size() != 1 || operation.has_otherwise_) execution_.has_choices_ = true;
  // Not sooner: of an object that is not there, reading the ways has ended the execution.
  me.waits_at = OperationId{static_cast<std::uint32_t>(execution_.arrived_)};
  // Made in place, here and below: to copy what was written a moment ago, field by field, stalls.
  OperationRecord& record = execution_.add_operation();
  record.goroutine = running_;
  record.urgency = operation.urgency_;
  record.otherwise = operation.has_otherwise_;
  record.previous = me.last_event;
  record.before = std::exchange(mine.arrived, me.waits_at);
  record.executed = kNever;
  record.arrived = static_cast<std::uint32_t>(execution_.size());
  record.first_way = first_way;
  record.way_count = static_cast<std::uint16_t>(ways.size());
  record.look_count = static_cast<std::uint16_t>(looks.size());
  record.first_watch = record.watch_count = record.rounds = 0;
  record.returned = record.circles = record.works = false;
  mine.waits_at = &operation;
  record.place = place_of(operation, minds_loops_ ? earlier_like(operation) : record.before);
  note_visit(record, state, operation);
  if (watching_) note_arrival(record);
  if (observer_ != nullptr) tell_arrival(*observer_, running_, operation);
}

[[gnu::noinline]] void World::note_arrival(const OperationRecord& record) {
  if (execution_.size() == 0 || record.otherwise) return;  // who polls never waits there
  for (const AlternativeId id : execution_.ways(record)) {
    const Alternative& way = execution_.alternative(id);
    if (way.side == Side::none || !resources_[index(way.point)].watched) continue;
    execution_.touches_.push_back({arrivals(way.point, way.side), Mode::commute});
    Event& last = execution_.last_event();
    last.last_touch = static_cast<std::uint32_t>(execution_.touches_.size());
    if (record.rounds > 0) continue;
    const EventId now{static_cast<std::uint32_t>(execution_.size() - 1)};
    note_change(arrivals(way.point, way.side), now, record);
  }
}

void World::dispatch(Goroutine& here, bool last) {
  const GoroutineId me = running_;
  Fiber& there = abandoned_ ? scheduler_ : next();
  if (&there == &here.fiber && !last) return;
  Fiber::jump(here.fiber, there, last);
  running_ = me;
}

// Once, for those that perform and those that finish: there is little room where code is at hand.
[[gnu::noinline]] Fiber& World::next() {
  if (!ready_.empty()) {
    running_ = ready_.back();
    ready_.pop_back();
  } else if (!(again_ && happen_again()) && !happen()) {
    over_ = true;
    running_ = kNobody;
    return scheduler_;
  }
  return goroutine(running_).fiber;
}

[[gnu::noinline, gnu::flatten]] bool World::happen() {
  if (strayed_) {
    execution_.impossible_ = execution_.cut_ = true;
    return false;
  }
  const bool too_long = execution_.size() >= limits_.max_steps || execution_.crowded_;
  sure_ = {};
  const GoroutineId me =
      std::exchange(running_, kNobody);  // the time it takes is not the scenario's
  const Transition chosen = too_long ? Transition{} : choice_of(*strategy_, *this);
  running_ = me;
  if (chosen.none()) {
    execution_.cut_ = execution_.crowded_ || !usual().none();
    execution_.reached_limit_ = too_long && execution_.cut_;
    if (execution_.reached_limit_) {
      learn_of_waits();
      end_trial(Matter::never_ends);
    }
    return false;
  }
  if (chosen != sure_ && !enabled(chosen)) {
    execution_.impossible_ = execution_.cut_ = true;
    return false;
  }
  execute(chosen);
  return true;
}

void World::watch(ResourceId point) {
  watching_ = true;
  resources_[index(point)].watched = true;
  execution_.arrivals_[index(arrivals(point, Side::offer))] = true;
  execution_.arrivals_[index(arrivals(point, Side::accept))] = true;
}

std::unique_ptr<PerExecution>& World::per_execution(const MakerKey* key) {
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
