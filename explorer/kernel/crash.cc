// Crashes: the part of World that outlives what a scenario does to itself.
//
// A signal handler jumps from the goroutine's stack back to the thread's own. The goroutines of
// that execution stay where they were and are never touched again.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

/// What a crashed execution has left in ruins must not be destroyed: a condition variable, for
/// example, would wait for a goroutine that never comes back.
void leave_at_once(int status, void* /*unused*/) {
  std::cout.flush();
  std::fflush(nullptr);
  std::_Exit(status);
}

}  // namespace

void World::crash(const char* kind, const char* what) {
  crash_.kind = kind;
  crash_.goroutine = running_;
  crash_.outside = false;
  std::strncpy(crash_.what, what, sizeof crash_.what - 1);
  leave_for_good();
}

void World::crash(Outside& broken) {
  crash_.kind = broken.kind;
  crash_.goroutine = starter_of(broken);
  crash_.outside = true;
  static_assert(sizeof crash_.what == sizeof broken.what);
  std::memcpy(crash_.what, broken.what.data(), sizeof crash_.what);
  crash_.calls = broken.calls;
  crash_.depth = broken.depth;
  let_go(broken);
  leave_for_good();
}

void World::leave_for_good() {
  over_ = true;
  running_ = kNobody;
  ready_.clear();
  Fiber never_again;
  never_again.is_this_thread();
  Fiber::jump(never_again, scheduler_, /*last=*/true);
  __builtin_unreachable();
}

void World::note_crash() {
  roll_back();
  execution_.crashed_ = execution_.cut_ = true;
  Incident incident{.kind = crash_.kind,
                    .goroutine = crash_.goroutine,
                    .at_event = static_cast<std::uint32_t>(execution_.size()),
                    .message = crash_.what};
  incident.outside = crash_.outside;
  if (incident.outside)
    incident.calls.assign(crash_.calls.begin(), crash_.calls.begin() + crash_.depth);
  execution_.incidents_.push_back(std::move(incident));
  static const int at_the_end = on_exit(&leave_at_once, nullptr);
  (void)at_the_end;
}

/// The execution has come to its end in spite of it.
void World::note(Outside& broken) {
  execution_.incidents_.push_back(
      {.kind = broken.kind,
       .goroutine = starter_of(broken),
       .at_event = static_cast<std::uint32_t>(execution_.size()),
       .message = broken.what.data(),
       .outside = true,
       // In braces it would be a list of two pointers.
       .calls = std::vector<void*>(broken.calls.begin(), broken.calls.begin() + broken.depth)});
  let_go(broken);
}

/// Whose thread it is; one that an earlier execution has started could be anybody's.
GoroutineId World::starter_of(const Outside& broken) const {
  const bool of_this_one = broken.origin.run == runs_;
  return of_this_one ? broken.origin.starter : kMain;
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
  for (OperationRecord& operation : std::span(execution_.operations_).first(execution_.arrived_)) {
    if (operation.executed != never_was) continue;
    operation.executed = kNever;
    GoroutineRecord& goroutine = execution_.goroutines_[index(operation.goroutine)];
    goroutine.last_event = operation.previous;
    goroutine.waits_at =
        OperationId{static_cast<std::uint32_t>(&operation - execution_.operations_.data())};
  }
}

}  // namespace weft::kernel
