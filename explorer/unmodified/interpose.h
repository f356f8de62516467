// How functions of the C library are taken over.
//
//   WEFT_INTERPOSE(int, pthread_mutex_lock, (pthread_mutex_t* mutex)) {
//     if (!inside()) return real(mutex);
//     const kernel::OwnCode own;
//     …
//   }
//
// Outside of a scenario's own code each passes the call on, so that the program is an ordinary one.
// Every name stands in interposed.txt, too: what does not is invisible outside of this library.
#pragma once

#include <dlfcn.h>

#include <atomic>

#include "weft/explorer/kernel/process.h"

namespace weft::unmodified {

/// Whether the scenario's own code has called.
[[nodiscard]] inline bool inside() {
  return kernel::scenario_code;
}

/// The function that would have been called without us.
template <typename F>
class Real {
 public:
  constexpr explicit Real(const char* name, const char* version = nullptr)
      : name_(name), version_(version) {}

  template <typename... Arguments>
  auto operator()(Arguments... arguments) {
    return get()(arguments...);
  }

 private:
  // No static local: its guard is a function that is taken over, too.
  F* get() {
    void* found = found_.load(std::memory_order_relaxed);
    if (found == nullptr) {
      if (version_ != nullptr) found = dlvsym(RTLD_NEXT, name_, version_);
      if (found == nullptr) found = dlsym(RTLD_NEXT, name_);
      found_.store(found, std::memory_order_relaxed);
    }
    return reinterpret_cast<F*>(found);
  }

  const char* name_;
  const char* version_;
  std::atomic<void*> found_ = nullptr;
};

}  // namespace weft::unmodified

/// Under a name of our own, for that of the C library may promise to throw nothing.
#define WEFT_INTERPOSE(result, name, parameters) \
  WEFT_INTERPOSE_VERSION(result, name, parameters, nullptr)

/// Of a function that the C library has several of.
#define WEFT_INTERPOSE_VERSION(result, name, parameters, version)                    \
  extern "C" {                                                                       \
  result weft_##name parameters __asm__(#name);                                      \
  }                                                                                  \
  namespace {                                                                        \
  constinit ::weft::unmodified::Real<result parameters> real_##name{#name, version}; \
  }                                                                                  \
  extern "C" [[gnu::visibility("default")]] result weft_##name parameters
