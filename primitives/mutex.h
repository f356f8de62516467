// sync.Mutex: one holder at a time, not reentrant, unlockable by anyone, as in Go.
//
// Dependency: one resource, the lock; its count is 1 while held. Taking it and giving it back
// change who may go next and write it; a try_lock that fails only looks, and reads it.
#pragma once

#include <array>
#include <mutex>  // std::scoped_lock and the like
#include <string_view>

#include "weft/primitives/object.h"

namespace weft {

/// Lockable: std::scoped_lock and std::unique_lock work.
class Mutex : public Object {
 public:
  explicit Mutex(std::string_view name = {}, Location at = Location::here());

  /// Waits until nobody holds it. Locking what one already holds waits for ever.
  void lock(Location at = Location::here());
  /// Takes it if nobody holds it.
  [[nodiscard]] bool try_lock(Location at = Location::here());
  /// Gives it back, whoever took it. Throws Panic if nobody holds it (Go's fatal error
  /// "sync: unlock of unlocked mutex").
  void unlock(Location at = Location::here());

 private:
  kernel::ResourceId lock_ = kernel::new_resources();
  std::array<kernel::AlternativeId, 2> take_;  // taken, found held
  kernel::AlternativeId return_;               // given back, was not held
};

}  // namespace weft
