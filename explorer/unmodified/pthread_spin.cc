// The functions of pthread_spinlock_t: to the explorer, a mutex. Who waits does nothing else
// anyway.
#include <pthread.h>

#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/mutex.h"

namespace weft::unmodified {
namespace {

Mutex& the(pthread_spinlock_t* lock) {
  return objects().at<Mutex>(const_cast<const int*>(lock), "spinlock", int{PTHREAD_MUTEX_NORMAL});
}

}  // namespace

WEFT_INTERPOSE(int, pthread_spin_init, (pthread_spinlock_t * lock, int shared)) {
  if (!inside()) return real_pthread_spin_init(lock, shared);
  const kernel::OwnCode own;
  objects().init<Mutex>(const_cast<const int*>(lock), "spinlock", int{PTHREAD_MUTEX_NORMAL});
  return 0;
}

WEFT_INTERPOSE(int, pthread_spin_destroy, (pthread_spinlock_t * lock)) {
  if (!inside()) return real_pthread_spin_destroy(lock);
  const kernel::OwnCode own;
  objects().forget(const_cast<const int*>(lock));
  return 0;
}

WEFT_INTERPOSE(int, pthread_spin_lock, (pthread_spinlock_t * lock)) {
  if (!inside()) return real_pthread_spin_lock(lock);
  const kernel::OwnCode own;
  return the(lock).lock(WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_spin_trylock, (pthread_spinlock_t * lock)) {
  if (!inside()) return real_pthread_spin_trylock(lock);
  const kernel::OwnCode own;
  return the(lock).try_lock(WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_spin_unlock, (pthread_spinlock_t * lock)) {
  if (!inside()) return real_pthread_spin_unlock(lock);
  const kernel::OwnCode own;
  return the(lock).unlock(WEFT_CALLER);
}

}  // namespace weft::unmodified
