// sync.Cond: goroutines that wait for news about what a lock guards.
//
// Dependency: `fresh` counts the waiters nobody has woken yet. Waiters come without order among
// themselves, a signal that wakes one takes one off, and neither minds the other; a broadcast
// takes all off and writes it; a signal or broadcast that finds nobody reads it. A waiter that is
// woken by a broadcast meets only that one: its number says which of a ring of resources it
// writes. The lock is given back and taken again by operations of its own.
//
// To the memory model a signal or broadcast synchronises with the waits it ends, and nothing else.
//
// For invariants: the operation that waits awaits() the cond's point, and the event of a signal or
// broadcast that found nobody misses() it (see kernel/alternative.h). Who waits there when nothing
// can move, after an event that missed there, has slept through it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "weft/primitives/object.h"

namespace weft {

class Cond : public Object {
 public:
  /// sync.NewCond(&lock): `lock` is a Mutex, an RWMutex or anything else with lock() and unlock().
  /// It must outlive the Cond.
  template <typename Lock>
  explicit Cond(Lock& lock, std::string_view name = {}, Location at = Location::here())
      : Object("cond", name, at),
        lock_(&lock),
        take_([](void* l, Location where) { locked(*static_cast<Lock*>(l), where); }),
        give_back_([](void* l, Location where) { unlocked(*static_cast<Lock*>(l), where); }) {
    declare();
  }
  ~Cond() { outlive_users(); }

  /// Gives the lock back and waits, as one step, until a signal or broadcast comes; then takes the
  /// lock again. The lock must be held. Wakes up for no reason only if the search was asked for
  /// spurious wake-ups; Go has none. All the same call it in a loop: whoever takes the lock first
  /// may have used up the news.
  void wait(Location at = Location::here());
  /// Wakes one waiter, if there is any: every one it could be is explored. Does not need the lock.
  void signal(Location at = Location::here());
  /// Wakes all waiters. Does not need the lock.
  void broadcast(Location at = Location::here());

 private:
  template <typename Lock>
  static void locked(Lock& lock, Location at) {
    if constexpr (requires { lock.lock(at); }) {
      lock.lock(at);
    } else {
      lock.lock();
    }
  }
  template <typename Lock>
  static void unlocked(Lock& lock, Location at) {
    if constexpr (requires { lock.unlock(at); }) {
      lock.unlock(at);
    } else {
      lock.unlock();
    }
  }

  /// The ways in which a wait may end.
  static constexpr std::uint16_t kSignalled = 0;
  static constexpr std::uint16_t kBroadcast = 1;
  static constexpr std::uint16_t kSpurious = 2;
  using Ends = std::array<kernel::AlternativeId, 3>;

  void declare();
  [[nodiscard]] Ends ends_since(std::int32_t broadcasts) const;
  [[nodiscard]] bool may_wake_for_no_reason();

  void* lock_;
  void (*take_)(void*, Location);
  void (*give_back_)(void*, Location);
  kernel::ResourceId fresh_ = kernel::new_resources();
  kernel::ResourceId broadcasts_ = kernel::new_resources();  // how many that woke somebody, negated
  kernel::ResourceId point_ = kernel::new_point();
  kernel::ResourceId rounds_;  // the ring that broadcasts write in turn
  kernel::AlternativeId join_;
  std::array<kernel::AlternativeId, 2> signal_;     // wakes one, finds nobody
  std::array<kernel::AlternativeId, 2> broadcast_;  // wakes all, finds nobody
  std::vector<kernel::GoroutineId> woken_for_no_reason_;
};

}  // namespace weft
