// The functions of pthread_rwlock_t that are taken over.
#include <pthread.h>

#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/rwlock.h"
#include "weft/explorer/unmodified/time.h"

namespace weft::unmodified {
namespace {

bool prefers_writers(const pthread_rwlock_t* lock) {
  return lock->__data.__flags == PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP;
}

RwLock& the(const pthread_rwlock_t* lock) {
  return objects().at<RwLock>(lock, prefers_writers(lock));
}

}  // namespace

WEFT_INTERPOSE(int, pthread_rwlock_init,
               (pthread_rwlock_t * lock, const pthread_rwlockattr_t* attributes)) {
  const int failed = real_pthread_rwlock_init(lock, attributes);
  if (!inside() || failed != 0) return failed;
  const kernel::OwnCode own;
  objects().init<RwLock>(lock, prefers_writers(lock));
  return 0;
}

WEFT_INTERPOSE(int, pthread_rwlock_destroy, (pthread_rwlock_t * lock)) {
  if (!inside()) return real_pthread_rwlock_destroy(lock);
  const kernel::OwnCode own;
  objects().forget(lock);
  return 0;
}

WEFT_INTERPOSE(int, pthread_rwlock_wrlock, (pthread_rwlock_t * lock)) {
  if (!inside()) return real_pthread_rwlock_wrlock(lock);
  const kernel::OwnCode own;
  return the(lock).lock(std::nullopt, WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_rwlock_trywrlock, (pthread_rwlock_t * lock)) {
  if (!inside()) return real_pthread_rwlock_trywrlock(lock);
  const kernel::OwnCode own;
  return the(lock).try_lock(WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_rwlock_timedwrlock, (pthread_rwlock_t * lock, const timespec* until)) {
  if (!inside()) return real_pthread_rwlock_timedwrlock(lock, until);
  const kernel::OwnCode own;
  return the(lock).lock(virtual_time(CLOCK_REALTIME, *until), WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_rwlock_clockwrlock,
               (pthread_rwlock_t * lock, clockid_t clock, const timespec* until)) {
  if (!inside()) return real_pthread_rwlock_clockwrlock(lock, clock, until);
  const kernel::OwnCode own;
  return the(lock).lock(virtual_time(clock, *until), WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_rwlock_rdlock, (pthread_rwlock_t * lock)) {
  if (!inside()) return real_pthread_rwlock_rdlock(lock);
  const kernel::OwnCode own;
  return the(lock).lock_shared(std::nullopt, WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_rwlock_tryrdlock, (pthread_rwlock_t * lock)) {
  if (!inside()) return real_pthread_rwlock_tryrdlock(lock);
  const kernel::OwnCode own;
  return the(lock).try_lock_shared(WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_rwlock_timedrdlock, (pthread_rwlock_t * lock, const timespec* until)) {
  if (!inside()) return real_pthread_rwlock_timedrdlock(lock, until);
  const kernel::OwnCode own;
  return the(lock).lock_shared(virtual_time(CLOCK_REALTIME, *until), WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_rwlock_clockrdlock,
               (pthread_rwlock_t * lock, clockid_t clock, const timespec* until)) {
  if (!inside()) return real_pthread_rwlock_clockrdlock(lock, clock, until);
  const kernel::OwnCode own;
  return the(lock).lock_shared(virtual_time(clock, *until), WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_rwlock_unlock, (pthread_rwlock_t * lock)) {
  if (!inside()) return real_pthread_rwlock_unlock(lock);
  const kernel::OwnCode own;
  return the(lock).unlock(WEFT_CALLER);
}

}  // namespace weft::unmodified
