// The functions of pthread_mutex_t that are taken over.
#include <pthread.h>

#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/pthread_types.h"
#include "weft/explorer/unmodified/time.h"

namespace weft::unmodified {
WEFT_INTERPOSE(int, pthread_mutex_init,
               (pthread_mutex_t * mutex, const pthread_mutexattr_t* attributes)) {
  const int failed = real_pthread_mutex_init(mutex, attributes);
  if (!inside() || failed != 0) return failed;
  const kernel::OwnCode own;
  objects().init<Mutex>(mutex, "mutex", type_of(mutex));
  return 0;
}

WEFT_INTERPOSE(int, pthread_mutex_destroy, (pthread_mutex_t * mutex)) {
  if (!inside()) return real_pthread_mutex_destroy(mutex);
  const kernel::OwnCode own;
  objects().forget(mutex);
  return 0;
}

WEFT_INTERPOSE(int, pthread_mutex_lock, (pthread_mutex_t * mutex)) {
  if (!inside()) return real_pthread_mutex_lock(mutex);
  const kernel::OwnCode own;
  return the_mutex(mutex).lock(WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_mutex_trylock, (pthread_mutex_t * mutex)) {
  if (!inside()) return real_pthread_mutex_trylock(mutex);
  const kernel::OwnCode own;
  return the_mutex(mutex).try_lock(WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_mutex_unlock, (pthread_mutex_t * mutex)) {
  if (!inside()) return real_pthread_mutex_unlock(mutex);
  const kernel::OwnCode own;
  return the_mutex(mutex).unlock(WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_mutex_timedlock, (pthread_mutex_t * mutex, const timespec* until)) {
  if (!inside()) return real_pthread_mutex_timedlock(mutex, until);
  const kernel::OwnCode own;
  return the_mutex(mutex).lock_until(virtual_time(CLOCK_REALTIME, *until), WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_mutex_clocklock,
               (pthread_mutex_t * mutex, clockid_t clock, const timespec* until)) {
  if (!inside()) return real_pthread_mutex_clocklock(mutex, clock, until);
  const kernel::OwnCode own;
  return the_mutex(mutex).lock_until(virtual_time(clock, *until), WEFT_CALLER);
}

}  // namespace weft::unmodified
