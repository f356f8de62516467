// Runs one execution: owns its goroutines and the counts of its resources, asks the strategy,
// switches directly from one goroutine to the next. Knows operations, never whose they are.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/crash.h"
#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/facts.h"
#include "weft/explorer/kernel/fingerprint.h"
#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/knowledge.h"
#include "weft/explorer/kernel/lifetimes.h"
#include "weft/explorer/kernel/live_goroutine.h"
#include "weft/explorer/kernel/memory_clock.h"
#include "weft/explorer/kernel/names.h"
#include "weft/explorer/kernel/observer.h"
#include "weft/explorer/kernel/operation.h"
#include "weft/explorer/kernel/outside.h"
#include "weft/explorer/kernel/resource.h"
#include "weft/explorer/kernel/row.h"
#include "weft/explorer/kernel/stack_pool.h"
#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/kernel/world_limits.h"

namespace weft::kernel {

using Body = std::function<void()>;

/// Reused from execution to execution; one per thread that searches, in cache lines of its own.
class alignas(128) World final : public Open {
 public:
  explicit World(const WorldLimits& limits = {});
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  void behave(const Behaviour& behaviour) { behaviour_ = behaviour; }

  /// Runs `body` as goroutine 0 until nothing can move. The record is good until the next run.
  const Execution& run(const Body& body, Strategy& strategy, Observer* observer = nullptr);

  /// Whether the last run learned a fact: what was explored before has to be explored again.
  [[nodiscard]] bool learned_something() const { return learned_something_; }
  /// Takes part in the search of `other`: knows what it has learned, and calls things as it does.
  void join(const World& other);
  /// All that the search whose executions have run here needs to go on in another process.
  [[nodiscard]] Knowledge knowledge() const;
  /// Goes on with a search that was saved.
  void resume(const Knowledge& known);

  /// Not to look for goroutines that go round in circles makes executions cheaper. With false,
  /// that some goroutine comes to a place for the third time is something to learn.
  void expect_loops(bool expected) { expects_loops_ = expected; }
  [[nodiscard]] bool expects_loops() const { return expects_loops_; }

  [[nodiscard]] const Facts& facts() const { return facts_; }
  void suppose(Questions affirmed) { facts_.suppose(std::move(affirmed)); }

  /// What goroutines and resources are called by: in one search, not in another.
  [[nodiscard]] const std::shared_ptr<Names>& names() const { return names_; }
  void use(std::shared_ptr<Names> names);

  /// The goroutine that is running cannot go on: to be called from a signal handler on its stack,
  /// or on that thread. The execution ends here, and nothing of it is unwound.
  [[noreturn]] void crash(const char* kind, const char* what);
  /// Nor can it because of what has broken on a thread that is none of ours.
  [[noreturn]] void crash(Outside& broken);
  /// Of a thread that the running goroutine starts.
  [[nodiscard]] Origin origin() const;
  /// Changes whenever a goroutine comes to an operation or starts another one.
  [[nodiscard]] std::uint64_t progress() const {
    return runs_ << 32 | (execution_.operations().size() + execution_.started().size());
  }

  /// The world whose execution is running on this thread; throws std::logic_error if none is.
  static World& current() { return running_here != nullptr ? *running_here : refuse_outside(); }
  static World* current_or_null() { return running_here; }

  // Open: what the strategy may ask.
  [[nodiscard]] const Execution& so_far() const override { return execution_; }
  [[nodiscard]] std::span<const Transition> all() override;
  [[nodiscard]] bool enabled(const Transition& transition) const override;
  [[nodiscard]] Transition usual() override;

  // What the doors (operation.h, goroutine.h) lead to.
  void perform(Operation& operation, std::uint64_t state);
  /// Whether goroutines may go round in circles; if so, their stacks must not keep what we leave.
  [[nodiscard]] bool minds_loops() const { return minds_loops_; }
  /// Whether the running goroutine has been at this place before; then its state is of interest.
  [[nodiscard]] bool been_here(const Operation& operation) const;
  [[nodiscard]] SeenStack seen_stack(const Operation& operation) const;
  [[nodiscard]] StackMemory running_stack() const { return goroutine(running_).fiber.stack(); }
  GoroutineId spawn(Function&& body, const Spawn& how);
  [[nodiscard]] GoroutineId self() const { return running_; }
  [[nodiscard]] Blocks* blocks_of(GoroutineId g);
  ResourceId new_resources(std::uint32_t count);
  ResourceId new_point();
  void watch(ResourceId point);
  AlternativeId declare(const Alternative& alternative);
  [[nodiscard]] AlternativeId declared(const Declared& what);
  AlternativeId declare_lasting(const Declared& what, std::span<const Alternative> alternatives);
  [[nodiscard]] std::int32_t count(ResourceId r) const { return resources_[index(r)].count; }
  void report(const char* kind, std::string message);
  void hold_back() { execution_.held_back_ = true; }
  [[noreturn]] void assume_failed();
  /// Whether earlier executions learned it.
  [[nodiscard]] bool ask(Location fact) { return facts_.ask(fact); }
  void learn(Location fact);
  [[nodiscard]] const Behaviour& behaviour() const { return behaviour_; }
  std::unique_ptr<PerExecution>& per_execution(const MakerKey* key);
  /// Who makes the goroutines and resources that come next; returns who did so far.
  Maker make_as(Maker maker) { return std::exchange(maker_, maker); }
  [[nodiscard]] bool unwinding() const { return abandoned_; }
  /// Leaves a goroutine that is unwound but goes on and on where it is, after a while.
  void pull_at_rope();
  [[nodiscard]] Birth birth() const;
  [[nodiscard]] bool minds_making() const;
  [[nodiscard]] Birth birth_of(const Name& object);
  [[nodiscard]] bool has_no_users(const Birth& birth) const;
  void outlive_users(const Birth& birth, const Name& object);
  [[nodiscard]] Birth birth_of_handle(const Name& handle, const Name& of);
  [[nodiscard]] bool uses(const Name& handle, Birth& birth, bool throws_unwind);
  [[nodiscard]] bool uses_freely(Birth& birth) const;
  void in_effect(bool is) { in_effect_ = is; }
  /// The running goroutine reads or writes plain data.
  void accesses(const Name& object);
  [[nodiscard]] MemoryClock& memory() { return memory_; }
  [[nodiscard]] Observer* observer() const { return observer_; }
  [[nodiscard]] const StackPool& stacks() const { return stacks_; }
  /// The thread that searches, if goroutines are threads to the C library; else null.
  [[nodiscard]] void* searching_thread() const { return scheduler_.thread(); }
  /// Where a debugger finds the registers of a goroutine that is not running.
  [[nodiscard]] void* saved_context(GoroutineId g) const {
    return goroutine(g).fiber.saved_context();
  }

 private:
  static constinit thread_local World* running_here;  // where every operation begins
  struct Unwind {};
  using Goroutine = LiveGoroutine;

  void clear(std::size_t unchanged);
  [[nodiscard]] Makings& makings();
  [[nodiscard]] bool has_room();
  GoroutineId place_goroutine(GoroutineId parent, const Spawn& how);
  void note_crash();
  void note(Outside& broken);
  [[noreturn]] void leave_for_good();
  [[nodiscard]] GoroutineId starter_of(const Outside& broken) const;
  void forget();
  void roll_back();
  static void entry(void* goroutine);
  void make_current() { running_here = this; }
  [[noreturn]] static World& refuse_outside();
  void run_body(Goroutine& goroutine);
  void arrive(Goroutine& mine, Operation& operation, std::uint64_t state);
  [[nodiscard]] bool is_recorded(const Operation& operation) const;
  [[nodiscard]] bool is_recorded(const Alternative& fleeting) const;
  void arrive_again(Goroutine& mine, Operation& operation);
  void arrive_anew(Goroutine& mine, Operation& operation, std::uint64_t state);
  [[nodiscard]] bool waits_again(GoroutineId g, OperationId operation) const;
  bool happen_again();
  void stray();
  void perform_now(Operation& operation, std::uint64_t state);
  bool prepare(Goroutine& me, const Operation& operation);
  void come_visibly(const Operation& next);
  void note_arrival(const OperationRecord& record);
  [[nodiscard]] Goroutine& goroutine(GoroutineId g) { return *goroutines_[index(g)]; }
  [[nodiscard]] const Goroutine& goroutine(GoroutineId g) const { return *goroutines_[index(g)]; }
  void note_visit(OperationRecord& record, std::uint64_t state, const Operation& operation);
  std::uint32_t go_round_counting(OperationRecord& record, const Visit& before, Location at);
  void try_out(OperationRecord& record, const Visit& before, Location at);
  void go_on_trying(const OperationRecord& record);
  void end_trial(Matter learned);
  [[nodiscard]] std::uint64_t memory_of_others() const;
  void count_visits(OperationRecord& record);
  [[nodiscard]] std::uint64_t kind_of(AlternativeId way, OperationId since) const;
  [[nodiscard]] OperationId earlier_like(const Operation& operation) const;
  [[nodiscard]] std::uint32_t place_of(const Operation& operation, OperationId since) const;
  void forget_visits(Goroutine& of);
  void mark_tickets(const Alternative& alternative);
  void go_round(OperationRecord& record, const Visit& before);
  bool watch_what_was_seen(OperationRecord& record, OperationId by, const Visit& before);
  [[nodiscard]] bool is_of_one_round(ResourceId id, OperationId at, const Visit& before) const;
  void add_up(const Touch& touch);
  void note_change(ResourceId resource, EventId at, const OperationRecord& by);
  [[nodiscard]] const Resource::Change& last_change(ResourceId resource, bool works) const;
  [[nodiscard]] bool changed_by_others(const OperationRecord& by, ResourceId r, EventId at) const;
  [[nodiscard]] bool has_news(const OperationRecord& record) const;
  [[nodiscard]] bool held(GoroutineId g) const;
  [[nodiscard]] bool go_on(OperationId id);
  void perform_unwinding(Goroutine& goroutine, const Operation& operation);
  void dispatch(Goroutine& here, bool last);
  [[nodiscard]] Fiber& next();
  [[nodiscard]] bool happen();
  void execute(const Transition& transition);
  Event& record(const Transition& transition, const Mark& before, const Step& step);
  void touch(AlternativeId id);
  std::size_t synchronise(GoroutineId by, AlternativeId id, std::size_t touched, const Step& step);
  void apply(std::size_t first_touch, bool idle, const OperationRecord& by, const Step& step);
  OperationId take_off(GoroutineId g, std::uint16_t way);
  Operation& leave(GoroutineId g, std::uint16_t way);
  void go_on_after(const Transition& transition);
  static Step take_effect(const Transition& transition, Operation& mine, Operation* other);
  void unwind_all();
  void abandon_all();
  [[noreturn]] void stop_for_ever();

  [[nodiscard]] std::span<const AlternativeId> ways_of(GoroutineId g) const;
  [[nodiscard]] bool conditions_hold(AlternativeId id) const;
  [[nodiscard]] Transition first_of(GoroutineId g, bool even_if_held = false) const;
  [[nodiscard]] Transition in_way(GoroutineId g, std::uint16_t way, bool stands_back) const;
  [[nodiscard]] Transition in_turn(GoroutineId g, std::uint32_t round) const;
  [[nodiscard]] Transition as_the_last_time(GoroutineId g) const;
  [[nodiscard]] Transition next_of_trial() const;
  [[nodiscard]] bool ended_unfairly() const;
  [[nodiscard]] bool leaves_out(const OperationRecord& stop) const;
  void append_all_of(GoroutineId g);
  [[nodiscard]] bool is_enabled(const Transition& transition) const;
  [[nodiscard]] bool side_open(GoroutineId g, std::uint16_t way) const;
  template <typename Visit>
  bool for_each_peer(GoroutineId g, std::uint16_t way, Visit visit) const;
  [[nodiscard]] Transition urgent(Urgency urgency) const;
  [[nodiscard]] Transition stubborn() const;
  [[nodiscard]] Transition last_resort() const;
  [[nodiscard]] bool knows_end_of(GoroutineId g);
  void note_end();
  void unended(GoroutineId parent, std::uint32_t since, Alternative& ends);
  void note_wait(const Birth& birth, const Name& object, std::size_t before, bool in_vain);
  void begin_life(const Name& object, std::uint32_t children);
  [[nodiscard]] bool is_gone(const Name& handle);
  [[nodiscard]] bool may_mean(GoroutineId owner, std::uint32_t since, std::uint32_t until) const;
  void goes_on();
  void mind_lives(const Operation& operation);
  void use(std::span<const Name* const> all, bool throws_unwind, const Operation* by);
  void begin_use(const Lifetime& life, bool throws_unwind);
  void stop_using(std::span<const Name* const> but, bool throws_unwind);
  void over(Lifetime& life, bool in_vain);
  void learn_of_waits();
  void end_life(const Name& object, const Birth& birth);
  [[nodiscard]] bool users_can_move() const;
  [[nodiscard]] bool ends_visibly(const Name& object);
  [[nodiscard]] const Lifetime* meant_by(const Name& object);
  [[nodiscard]] bool ended_too_early() const;
  [[nodiscard]] Transition first_end(bool unless_used_lately) const;
  [[nodiscard]] bool uses_what_is_gone(const OperationRecord& stop) const;
  [[nodiscard]] bool plainly_open(GoroutineId g, std::uint16_t way) const;
  [[nodiscard]] Transition simply_goes_on() const;
  [[nodiscard]] Transition first_normal() const;
  [[nodiscard]] Transition normal_of(GoroutineId g) const;
  [[nodiscard]] Transition others_turn() const;

  WorldLimits limits_;
  Behaviour behaviour_;
  StackPool stacks_;
  Fiber scheduler_;                                     // the thread's own stack
  std::vector<std::unique_ptr<Goroutine>> goroutines_;  // spawning must not move the others
  Row<GoroutineId> ready_;       // to go on: peers in a meeting, and parents of who is running
  std::size_t first_alive_ = 0;  // of those started: the ones before have finished
  GoroutineId running_ = kNobody;
  Strategy* strategy_ = nullptr;  // the last run's; null: what it recorded is of no use any more
  Observer* observer_ = nullptr;

  Execution execution_;
  MemoryClock memory_;
  Row<Resource> resources_;
  std::vector<Net> net_;
  std::vector<Transition> open_;
  std::vector<GoroutineId> awaited_;
  Lifetimes lifetimes_;
  Graves graves_;
  Declarations declarations_;
  Facts facts_;
  bool somebody_joins_ = false;  // known from earlier executions: ends are waited for
  std::shared_ptr<Names> names_ = std::make_shared<Names>();
  std::vector<Makings> makings_;  // of goroutines, by GoroutineId
  std::vector<Makings> other_makings_;
  Maker maker_;  // with a key: not the running goroutine
  std::vector<std::pair<const MakerKey*, std::unique_ptr<PerExecution>>> kept_;
  Crash crash_;
  std::uint64_t runs_ = 0;
  bool learned_something_ = false;
  bool again_ = false;    // what happens is what was recorded the last time
  bool strayed_ = false;  // it was to be, and is not
  bool abandoned_ = false;
  bool over_ = false;
  bool watching_ = false;     // some point is watched
  bool minds_lives_ = false;  // when scopes end matters
  bool in_effect_ = false;    // of an operation
  Trial trial_;
  bool expects_loops_ = true;
  bool minds_loops_ = true;
  mutable Transition sure_;  // found to be enabled now
};

}  // namespace weft::kernel
