// The functions of <semaphore.h> that are taken over.
#include <semaphore.h>

#include <cerrno>

#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/semaphore.h"
#include "weft/explorer/unmodified/time.h"

namespace weft::unmodified {
namespace {

int returned(int error) {
  if (error == 0) return 0;
  errno = error;
  return -1;
}

int value_at(sem_t* semaphore);

Semaphore& the(sem_t* semaphore) {
  return objects().at<Semaphore>(semaphore, value_at(semaphore));
}

}  // namespace

WEFT_INTERPOSE(int, sem_init, (sem_t * semaphore, int shared, unsigned value)) {
  const int failed = real_sem_init(semaphore, shared, value);
  if (!inside() || failed != 0) return failed;
  const kernel::OwnCode own;
  objects().init<Semaphore>(semaphore, static_cast<int>(value));
  return 0;
}

WEFT_INTERPOSE(int, sem_destroy, (sem_t * semaphore)) {
  if (!inside()) return real_sem_destroy(semaphore);
  const kernel::OwnCode own;
  objects().forget(semaphore);
  return 0;
}

WEFT_INTERPOSE(int, sem_wait, (sem_t * semaphore)) {
  if (!inside()) return real_sem_wait(semaphore);
  const kernel::OwnCode own;
  return returned(the(semaphore).wait(std::nullopt, WEFT_CALLER));
}

WEFT_INTERPOSE(int, sem_trywait, (sem_t * semaphore)) {
  if (!inside()) return real_sem_trywait(semaphore);
  const kernel::OwnCode own;
  return returned(the(semaphore).try_wait(WEFT_CALLER));
}

WEFT_INTERPOSE(int, sem_timedwait, (sem_t * semaphore, const timespec* until)) {
  if (!inside()) return real_sem_timedwait(semaphore, until);
  const kernel::OwnCode own;
  return returned(the(semaphore).wait(virtual_time(CLOCK_REALTIME, *until), WEFT_CALLER));
}

WEFT_INTERPOSE(int, sem_clockwait, (sem_t * semaphore, clockid_t clock, const timespec* until)) {
  if (!inside()) return real_sem_clockwait(semaphore, clock, until);
  const kernel::OwnCode own;
  return returned(the(semaphore).wait(virtual_time(clock, *until), WEFT_CALLER));
}

WEFT_INTERPOSE(int, sem_post, (sem_t * semaphore)) {
  if (!inside()) return real_sem_post(semaphore);
  const kernel::OwnCode own;
  the(semaphore).post(WEFT_CALLER);
  return 0;
}

WEFT_INTERPOSE(int, sem_getvalue, (sem_t * semaphore, int* value)) {
  if (!inside()) return real_sem_getvalue(semaphore, value);
  const kernel::OwnCode own;
  *value = the(semaphore).value(WEFT_CALLER);
  return 0;
}

namespace {

/// What it was initialised with before the scenario began.
int value_at(sem_t* semaphore) {
  int value = 0;
  real_sem_getvalue(semaphore, &value);
  return value;
}

}  // namespace
}  // namespace weft::unmodified
