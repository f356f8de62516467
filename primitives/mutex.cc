#include "weft/primitives/mutex.h"

#include "weft/primitives/panic.h"

namespace weft {

using kernel::Alternative;
using kernel::Sync;
using kernel::Test;

Mutex::Mutex(std::string_view name, Location at) : Object("mutex", name, at) {
  take_ = {kernel::declare(
               Alternative{}.when(lock_, Test::zero).write(lock_, Sync::acquire, +1).holds(lock_)),
           kernel::declare(Alternative{}.when(lock_, Test::positive).read(lock_))};
  return_ = kernel::declare(Alternative{}.write(lock_, Sync::release, -1).frees(lock_));
}

void Mutex::lock(Location at) {
  kernel::perform(take_[0], "lock", name(), at);
}

bool Mutex::try_lock(Location at) {
  return kernel::perform(take_, "try_lock", name(), at) == 0;
}

void Mutex::unlock(Location at) {
  kernel::perform_release(std::span(&return_, 1), "unlock", name(), at);
  if (!kernel::unwinding() && kernel::count(lock_) < 0) panic("sync: unlock of unlocked mutex");
}

}  // namespace weft
