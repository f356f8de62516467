// The life of a goroutine from its first step to its last, or until it is left: a part of World.
#include <exception>
#include <memory>

#include "weft/explorer/kernel/process.h"
#include "weft/explorer/kernel/world.h"

namespace weft::kernel {

void World::entry(void* goroutine) {
  auto& me = *static_cast<Goroutine*>(goroutine);
  World& world = *me.world;
  world.make_current();  // it may run on a thread of its own
  world.run_body(me);
  world.dispatch(me, /*last=*/true);
}

void World::run_body(Goroutine& goroutine) {
  try {
    scenario_code = true;
    goroutine.body();
    goroutine.body.reset();
    if (minds_lives_ && !abandoned_) stop_using({}, /*throws_unwind=*/true);
    if (Process* const process = kernel::process()) process->thread_ends();
  } catch (const Unwind&) {
  } catch (const LeavesGoroutine&) {
  } catch (const std::exception& e) {
    scenario_code = false;
    report("panic", e.what());
  } catch (...) {
    scenario_code = false;
    report("panic", "an exception that is no std::exception");
  }
  scenario_code = false;
  goroutine.body.reset();  // here, where a crash of what it holds is a crash of this goroutine
  if (abandoned_) return;
  execution_.goroutines_[index(running_)].finished = true;
  note_end();
  if (observer_ != nullptr) observer_->finished(running_);
}

/// The scenario may have swallowed the exception that unwinds it; it gets some rope, no more.
void World::pull_at_rope() {
  constexpr std::uint32_t kRope = 10'000;
  if (running_ == kNobody) return;
  Goroutine& swinging = goroutine(running_);
  if (++swinging.idle_performs > kRope) Fiber::jump(swinging.fiber, scheduler_, /*last=*/true);
}

void World::perform_unwinding(Goroutine& goroutine, const Operation& operation) {
  if (!goroutine.told_to_unwind && operation.throws_unwind_) {
    goroutine.told_to_unwind = true;
    throw Unwind{};
  }
  pull_at_rope();
}

void World::assume_failed() {
  execution_.assumed_away_ = true;
  if (process() != nullptr) stop_for_ever();
  goroutine(running_).told_to_unwind = true;
  throw Unwind{};
}

void World::stop_for_ever() {
  dispatch(goroutine(running_), /*last=*/true);
  __builtin_unreachable();
}

void World::unwind_all() {
  for (std::size_t n = execution_.started_.size(); n-- > 0;) {  // children first: they borrow
    const GoroutineId g = execution_.started_[n];
    if (execution_.goroutines_[index(g)].finished) continue;
    running_ = g;
    Fiber::jump(scheduler_, goroutine(g).fiber);
    goroutine(g).body.reset();  // one at the end of its rope still has it; now it has no effect
    running_ = kNobody;
    if (crash_.kind != nullptr) return;
  }
}

/// Where executions share a process, nothing is unwound: an exception would not get through code
/// that promises to throw none. What the goroutines were about to release is taken away with the
/// memory it lies in.
void World::abandon_all() {
  for (const GoroutineId g : execution_.started_) {
    if (!execution_.goroutines_[index(g)].finished) std::construct_at(&goroutine(g).body);
  }
}

}  // namespace weft::kernel
