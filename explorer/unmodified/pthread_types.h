// The objects behind the C library's types.
#pragma once

#include <pthread.h>

#include "weft/explorer/unmodified/mutex.h"

namespace weft::unmodified {

/// PTHREAD_MUTEX_NORMAL, …_RECURSIVE or …_ERRORCHECK.
[[nodiscard]] inline int type_of(const pthread_mutex_t* mutex) {
  constexpr int kTypes = 3;  // what glibc keeps beside the type is not part of it
  const int type = mutex->__data.__kind & kTypes;
  return type == PTHREAD_MUTEX_ADAPTIVE_NP ? PTHREAD_MUTEX_NORMAL : type;
}

[[nodiscard]] inline Mutex& the_mutex(const pthread_mutex_t* mutex) {
  return objects().at<Mutex>(mutex, "mutex", type_of(mutex));
}

}  // namespace weft::unmodified
