#include "weft/primitives/mutex.h"

#include "weft/primitives/panic.h"

namespace weft {

using kernel::Alternative;
using kernel::Sync;
using kernel::Test;

Mutex::Mutex(std::string_view name, Location at) : Object("mutex", name, at) {
  const auto ways = kernel::declare_once<3>(lock_, 0, [this] {
    return std::array{
        Alternative{}.when(lock_, Test::zero).write(lock_, Sync::acquire, +1).holds(lock_),
        Alternative{}.when(lock_, Test::positive).read(lock_),
        Alternative{}.write(lock_, Sync::release, -1).frees(lock_)};
  });
  take_ = {ways[0], ways[1]};
  return_ = ways[2];
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
