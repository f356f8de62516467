// The functions of pthread_cond_t that are taken over.
#include <pthread.h>

#include "weft/explorer/unmodified/condition.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/pthread_types.h"
#include "weft/explorer/unmodified/time.h"

namespace weft::unmodified {
namespace {

// The first versions of these functions know another pthread_cond_t.
constexpr const char* kVersion = "GLIBC_2.3.2";

Condition& the(const pthread_cond_t* condition) {
  return objects().at<Condition>(condition);
}

/// The clock that pthread_condattr_setclock chose.
clockid_t clock_of(const pthread_cond_t* condition) {
  constexpr unsigned kMonotonic = 2;
  return (condition->__data.__wrefs & kMonotonic) != 0 ? CLOCK_MONOTONIC : CLOCK_REALTIME;
}

}  // namespace

WEFT_INTERPOSE_VERSION(int, pthread_cond_init,
                       (pthread_cond_t * condition, const pthread_condattr_t* attributes),
                       kVersion) {
  const int failed = real_pthread_cond_init(condition, attributes);
  if (!inside() || failed != 0) return failed;
  const kernel::OwnCode own;
  objects().init<Condition>(condition);
  return 0;
}

WEFT_INTERPOSE_VERSION(int, pthread_cond_destroy, (pthread_cond_t * condition), kVersion) {
  if (!inside()) return real_pthread_cond_destroy(condition);
  const kernel::OwnCode own;
  objects().forget(condition);
  return 0;
}

WEFT_INTERPOSE_VERSION(int, pthread_cond_wait, (pthread_cond_t * condition, pthread_mutex_t* mutex),
                       kVersion) {
  if (!inside()) return real_pthread_cond_wait(condition, mutex);
  const kernel::OwnCode own;
  return the(condition).wait(the_mutex(mutex), std::nullopt, WEFT_CALLER);
}

WEFT_INTERPOSE_VERSION(int, pthread_cond_timedwait,
                       (pthread_cond_t * condition, pthread_mutex_t* mutex, const timespec* until),
                       kVersion) {
  if (!inside()) return real_pthread_cond_timedwait(condition, mutex, until);
  const kernel::OwnCode own;
  return the(condition).wait(the_mutex(mutex), virtual_time(clock_of(condition), *until),
                             WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_cond_clockwait,
               (pthread_cond_t * condition, pthread_mutex_t* mutex, clockid_t clock,
                const timespec* until)) {
  if (!inside()) return real_pthread_cond_clockwait(condition, mutex, clock, until);
  const kernel::OwnCode own;
  return the(condition).wait(the_mutex(mutex), virtual_time(clock, *until), WEFT_CALLER);
}

WEFT_INTERPOSE_VERSION(int, pthread_cond_signal, (pthread_cond_t * condition), kVersion) {
  if (!inside()) return real_pthread_cond_signal(condition);
  const kernel::OwnCode own;
  the(condition).signal(WEFT_CALLER);
  return 0;
}

WEFT_INTERPOSE_VERSION(int, pthread_cond_broadcast, (pthread_cond_t * condition), kVersion) {
  if (!inside()) return real_pthread_cond_broadcast(condition);
  const kernel::OwnCode own;
  the(condition).broadcast(WEFT_CALLER);
  return 0;
}

}  // namespace weft::unmodified
