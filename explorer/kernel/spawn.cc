// Goroutines and resources come into being: the part of World that gives them their names.
#include <algorithm>
#include <stdexcept>
#include <string>

#include "weft/explorer/kernel/process.h"
#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

[[gnu::cold, gnu::noinline]] void widen(Row<Resource>& resources, Row<std::uint8_t>& arrivals,
                                        std::size_t count) {
  resources.resize(count);
  arrivals.resize(count, 0);
}

[[gnu::noinline]] Makings& find_or_add(std::vector<Makings>& all, const Maker& maker) {
  const auto known = std::ranges::find(all, maker, &Makings::maker);
  return known == all.end() ? all.emplace_back(maker) : *known;
}

[[gnu::cold, gnu::noinline]] void add_up_to(std::vector<Makings>& all, GoroutineId g) {
  while (all.size() <= index(g)) all.emplace_back(maker(static_cast<GoroutineId>(all.size())));
}

[[gnu::cold, gnu::noinline]] void add_up_to(std::vector<std::unique_ptr<LiveGoroutine>>& all,
                                            GoroutineId g) {
  while (all.size() <= index(g)) all.push_back(std::make_unique<LiveGoroutine>());
}

}  // namespace

void World::join(const World& other) {
  facts_ = other.facts_;
  somebody_joins_ = other.somebody_joins_;
  expects_loops_ = other.expects_loops_;
  use(other.names_);
}

Knowledge World::knowledge() const {
  Knowledge known;
  known.somebody_joins = somebody_joins_;
  known.expects_loops = expects_loops_;
  for (const Location& fact : facts_.all()) {
    known.facts.push_back({fact.file, static_cast<std::uint32_t>(fact.line)});
  }
  names_->add_to(known);
  return known;
}

void World::resume(const Knowledge& known) {
  facts_ = {};
  for (const Knowledge::Fact& fact : known.facts) {
    facts_.recall(fact.file, static_cast<int>(fact.line));
  }
  somebody_joins_ = known.somebody_joins;
  expects_loops_ = known.expects_loops;
  use(std::make_shared<Names>(known));
}

void World::use(std::shared_ptr<Names> names) {
  names_ = std::move(names);
  strategy_ = nullptr;
  makings_.clear();
  other_makings_.clear();
  declarations_.clear();
  execution_.lasting_.clear();
  execution_.has_meetings_ = execution_.has_choices_ = false;
}

Makings& World::makings() {
  if (maker_.key != nullptr) return find_or_add(other_makings_, maker_);
  if (index(running_) >= makings_.size()) add_up_to(makings_, running_);
  return makings_[index(running_)];
}

GoroutineId World::place_goroutine(GoroutineId parent, const Spawn& how) {
  const GoroutineId id = parent == kNobody ? kMain : makings().next_goroutine(*names_);
  if (index(id) >= goroutines_.size()) add_up_to(goroutines_, id);
  // In place: to copy what was written a moment ago waits for the writes.
  auto& records = execution_.goroutines_;
  while (index(id) > records.size()) {
    GoroutineRecord& absent = records.emplace_back();
    absent.finished = absent.background = absent.harmless = true;
  }
  GoroutineRecord& record =
      index(id) == records.size() ? records.emplace_back() : records[index(id)];
  record.parent = parent;
  record.harmless = how.internal && !how.calls_back;
  if (parent != kNobody) {
    GoroutineRecord& starter = records[index(parent)];
    record.nth = record.harmless ? starter.children : starter.children++;
    record.order = starter.started++;
    record.last_event = starter.last_event;
  }
  record.finished = false;
  record.background = how.background;
  execution_.started_.push_back(id);
  if (parent != kNobody && somebody_joins_) records[index(id)].end = new_resources(1);
  return id;
}

/// Whether another goroutine can be started. If not: the scenario's own are too many, which is its
/// panic, or else our helpers, and then the execution is cut.
bool World::has_room() {
  const auto started = execution_.started();
  if (started.size() < limits_.max_goroutines) return true;
  const auto helps = [this](GoroutineId g) { return execution_.goroutines_[index(g)].harmless; };
  if (2 * std::ranges::count_if(started, helps) < std::ssize(started)) {
    throw std::runtime_error("more than " + std::to_string(limits_.max_goroutines) +
                             " goroutines in one execution; max_goroutines asks for more");
  }
  execution_.crowded_ = true;
  return false;
}

GoroutineId World::spawn(Function&& body, const Spawn& how) {
  if (abandoned_ || !has_room()) return kNobody;
  const GoroutineId parent = running_;
  if (minds_lives_ && parent != kNobody) goes_on();
  const GoroutineId id = place_goroutine(parent, how);
  Goroutine& child = goroutine(id);
  child.world = this;
  Process* const process = kernel::process();
  child.fiber.thread(process != nullptr ? process->thread(index(id)) : nullptr);
  const bool scrub = minds_loops_ || process != nullptr;
  child.fiber.prepare(stacks_[index(id)], &World::entry, &child, scrub);
  child.waits_at = nullptr;
  child.arrived = kNoOperation;
  child.body = std::move(body);
  child.told_to_unwind = false;
  child.idle_performs = 0;
  child.acted = false;
  child.last_used = nullptr;
  child.uses.clear();
  child.waited_at.clear();
  child.joined.clear();
  forget_visits(child);
  memory_.spawn(id, parent);
  if (observer_ != nullptr) observer_->spawned(id, parent, how);

  // The child runs at once, to its first operation, and then the parent goes on.
  const Maker maker = make_as({});
  Fiber* here = &scheduler_;
  if (parent != kNobody) {
    Goroutine& me = goroutine(parent);
    here = &me.fiber;
    ready_.push_back(parent);
    // It does something new, but for a helper: each round of a loop may have one.
    if (!execution_.goroutines_[index(id)].harmless) forget_visits(me);
  }
  running_ = id;
  Fiber::jump(*here, child.fiber);
  running_ = parent;
  make_as(maker);
  return id;
}

AlternativeId World::declare(const Alternative& alternative) {
  mark_tickets(alternative);
  if (alternative.side != Side::none) execution_.has_meetings_ = true;
  auto& all = execution_.fleeting_;
  if (again_ && !is_recorded(alternative)) stray();
  if (execution_.declared_ == all.size()) all.push_back(alternative);
  return AlternativeId{static_cast<std::uint32_t>(index(kFirstFleeting) + execution_.declared_++)};
}

void World::mark_tickets(const Alternative& alternative) {
  for (const DeclaredTouch& touch : alternative.all_touches()) {
    if (touch.ring != 0) resources_[index(touch.ticket)].is_ticket = true;
  }
}

AlternativeId World::declared(const Declared& what) {
  const Declarations::Block* const block = declarations_.find(what);
  if (block == nullptr) return kFirstFleeting;
  const std::size_t first = index(block->first);
  for (std::size_t n = 0; block->has_tickets && n < block->count; ++n) {
    mark_tickets(execution_.lasting_[first + n]);
  }
  return block->first;
}

AlternativeId World::declare_lasting(const Declared& what,
                                     std::span<const Alternative> alternatives) {
  auto& all = execution_.lasting_;
  const AlternativeId first{static_cast<std::uint32_t>(all.size())};
  bool has_tickets = false;
  for (const Alternative& alternative : alternatives) {
    for (const DeclaredTouch& touch : alternative.all_touches()) {
      has_tickets = has_tickets || touch.ring != 0;
    }
    mark_tickets(alternative);
    if (alternative.side != Side::none) execution_.has_meetings_ = true;
    all.push_back(alternative);
  }
  declarations_.add(what, {first, static_cast<std::uint32_t>(alternatives.size()), has_tickets});
  return first;
}

Blocks* World::blocks_of(GoroutineId g) {
  return index(g) < goroutines_.size() ? &goroutine(g).blocks : nullptr;
}

ResourceId World::new_resources(std::uint32_t count) {
  const ResourceId first = makings().next_resources(*names_, count);
  const std::size_t end = index(first) + count;
  execution_.resources_ = std::max(execution_.resources_, end);
  if (end > resources_.size()) widen(resources_, execution_.arrivals_, end);
  for (std::size_t n = index(first); n < end; ++n) {
    resources_[n].made = static_cast<std::uint32_t>(execution_.arrived_);
    resources_[n].maker = maker_.key == nullptr ? running_ : kNobody;
  }
  return first;
}

ResourceId World::new_point() {
  return new_resources(3);  // the point, and the arrivals at its sides
}

}  // namespace weft::kernel
