// Crashes: the part of World that outlives what a scenario does to itself.
//
// A signal handler jumps from the goroutine's stack back to the thread's own. The goroutines of
// that execution stay where they were and are never touched again.
#include <cstring>

#include "weft/explorer/kernel/world.h"

namespace weft::kernel {

void World::crash(const char* kind, const char* what) {
  crash_.kind = kind;
  crash_.goroutine = running_;
  std::strncpy(crash_.what, what, sizeof crash_.what - 1);
  over_ = true;
  running_ = kNobody;
  ready_.clear();
  Fiber never_again;
  Fiber::jump(never_again, scheduler_, /*last=*/true);
  __builtin_unreachable();
}

void World::note_crash() {
  roll_back();
  execution_.crashed_ = execution_.cut_ = true;
  execution_.incidents_.push_back({.kind = crash_.kind,
                                   .goroutine = crash_.goroutine,
                                   .at_event = static_cast<std::uint32_t>(execution_.size()),
                                   .message = crash_.what});
}

/// Even destroying what belongs to a crashed execution could crash: a small leak is the price.
void World::forget() {
  for (auto& goroutine : goroutines_) (void)goroutine.release();
  goroutines_.clear();
  for (auto& [key, kept] : kept_) (void)kept.release();
}

/// What was about to happen when its effect crashed has not happened.
void World::roll_back() {
  const EventId never_was{static_cast<std::uint32_t>(execution_.size())};
  for (OperationRecord& operation : execution_.operations_) {
    if (operation.executed != never_was) continue;
    operation.executed = kNever;
    GoroutineRecord& goroutine = execution_.goroutines_[index(operation.goroutine)];
    goroutine.last_event = operation.previous;
    goroutine.waits_at =
        OperationId{static_cast<std::uint32_t>(&operation - execution_.operations_.data())};
  }
}

}  // namespace weft::kernel
