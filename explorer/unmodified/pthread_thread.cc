// The functions that start threads and wait for them to end.
#include <pthread.h>

#include <cerrno>

#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/threads.h"
#include "weft/explorer/unmodified/time.h"

namespace weft::unmodified {
namespace {

bool asks_for_detached(const pthread_attr_t* attributes) {
  int state = PTHREAD_CREATE_JOINABLE;
  if (attributes != nullptr) pthread_attr_getdetachstate(attributes, &state);
  return state == PTHREAD_CREATE_DETACHED;
}

}  // namespace

WEFT_INTERPOSE(int, pthread_create,
               (pthread_t * handle, const pthread_attr_t* attributes, void* (*function)(void*),
                void* argument)) {
  if (!inside()) return real_pthread_create(handle, attributes, function, argument);
  const kernel::OwnCode own;
  threads().start(function, argument, asks_for_detached(attributes), *handle, WEFT_CALLER);
  return 0;
}

WEFT_INTERPOSE(int, pthread_join, (pthread_t handle, void** result)) {
  if (!inside()) return real_pthread_join(handle, result);
  const kernel::OwnCode own;
  return threads().join(handle, Threads::Wait::for_ever, {}, result, WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_tryjoin_np, (pthread_t handle, void** result)) {
  if (!inside()) return real_pthread_tryjoin_np(handle, result);
  const kernel::OwnCode own;
  return threads().join(handle, Threads::Wait::not_at_all, {}, result, WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_timedjoin_np,
               (pthread_t handle, void** result, const timespec* until)) {
  if (!inside()) return real_pthread_timedjoin_np(handle, result, until);
  const kernel::OwnCode own;
  return threads().join(handle, Threads::Wait::until, virtual_time(CLOCK_REALTIME, *until), result,
                        WEFT_CALLER);
}

WEFT_INTERPOSE(int, pthread_detach, (pthread_t handle)) {
  if (!inside()) return real_pthread_detach(handle);
  const kernel::OwnCode own;
  Thread* const thread = threads().find(handle);
  if (thread == nullptr) return ESRCH;
  if (thread->detached) return EINVAL;
  thread->detached = true;
  return 0;
}

WEFT_INTERPOSE(void, pthread_exit, (void* result)) {
  if (!inside()) {
    real_pthread_exit(result);
    __builtin_unreachable();
  }
  {
    const kernel::OwnCode own;
    if (Thread* const thread = threads().find(pthread_self())) thread->leave_with(result);
  }
  throw kernel::LeavesGoroutine{};
}

}  // namespace weft::unmodified
