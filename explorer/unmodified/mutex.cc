#include "weft/explorer/unmodified/mutex.h"

#include <pthread.h>

#include <cerrno>

#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/moments.h"

namespace weft::unmodified {

using kernel::Alternative;
using kernel::Sync;
using kernel::Test;

Mutex::Mutex(const char* called, int type) : AnObject(kKind, called), type_(type) {
  take_ = {kernel::declare(
               Alternative{}.when(lock_, Test::zero).write(lock_, Sync::acquire, +1).holds(lock_)),
           kernel::declare(Alternative{}.when(lock_, Test::positive).read(lock_))};
  return_ = kernel::declare(Alternative{}.write(lock_, Sync::release, -1).frees(lock_));
}

std::optional<int> Mutex::taken_again() {
  if (owner_ != kernel::self()) return std::nullopt;
  if (type_ == PTHREAD_MUTEX_ERRORCHECK) return EDEADLK;
  if (type_ != PTHREAD_MUTEX_RECURSIVE) return std::nullopt;
  ++depth_;
  return 0;
}

void Mutex::taken() {
  owner_ = kernel::self();
  depth_ = 1;
}

int Mutex::lock(const Caller& caller) {
  if (const auto done = taken_again()) return *done;
  kernel::perform(take_[0], "lock", name(), caller.site());
  taken();
  return 0;
}

int Mutex::try_lock(const Caller& caller) {
  if (const auto done = taken_again()) return *done == 0 ? 0 : EBUSY;
  if (kernel::perform(take_, "try_lock", name(), caller.site()) != 0) return EBUSY;
  taken();
  return 0;
}

int Mutex::lock_until(Time deadline, const Caller& caller) {
  if (const auto done = taken_again()) return *done;
  Alternative too_late = Alternative{}.when(lock_, Test::positive).read(lock_);
  const std::array ways = {take_[0], kernel::declare(moments().not_before(deadline, too_late))};
  if (kernel::perform(ways, "lock", name(), caller.site()) == 0) {
    taken();
    return 0;
  }
  moments().waited_until(deadline);
  return ETIMEDOUT;
}

int Mutex::unlock(const Caller& caller) {
  if (!held_by_caller()) {
    if (type_ == PTHREAD_MUTEX_NORMAL) {
      kernel::report(kind::kPanic, "unlock of a mutex that its thread does not hold");
    }
    return EPERM;
  }
  if (--depth_ > 0) return 0;
  owner_ = kernel::kNobody;
  kernel::perform(return_, "unlock", name(), caller.site());
  return 0;
}

int Mutex::give_back(const Caller& caller) {
  const int depth = depth_;
  depth_ = 1;
  return unlock(caller) == 0 ? depth : 0;
}

void Mutex::take_again(int depth, const Caller& caller) {
  kernel::perform(take_[0], "lock", name(), caller.site());
  taken();
  depth_ = depth;
}

}  // namespace weft::unmodified
