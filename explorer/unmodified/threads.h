// The explored threads of an execution: pthread_create starts a goroutine, which is a thread to the
// C library.
//
// Dependency: starting one touches nothing. Its end writes a resource, which joining it reads.
#pragma once

#include <pthread.h>

#include <deque>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/unmodified/caller.h"
#include "weft/primitives/clock.h"

namespace weft::unmodified {

class Thread {
 public:
  using Function = void* (*)(void*);

  Thread(Function function, void* argument, bool detached, kernel::Location started);

  /// Its whole life, on its own goroutine.
  void run(pthread_t& handle);

  [[nodiscard]] pthread_t handle() const { return handle_; }
  [[nodiscard]] const kernel::Name& name() const { return name_; }
  [[nodiscard]] kernel::ResourceId done() const { return done_; }
  [[nodiscard]] void* result() const { return result_; }
  void leave_with(void* result) { result_ = result; }
  /// Nobody may join it any more.
  bool detached = false;

 private:
  kernel::Name name_;
  Function function_;
  void* argument_;
  pthread_t handle_{};
  void* result_ = nullptr;
  kernel::ResourceId done_ = kernel::new_resources();
};

class Threads final : public kernel::PerExecution {
 public:
  /// Starts it, and puts its handle where the caller wants it before it runs.
  void start(Thread::Function function, void* argument, bool detached, pthread_t& handle,
             const Caller& caller);
  enum class Wait : std::uint8_t { for_ever, until, not_at_all };
  /// Waits for the end of a thread. Returns 0 or an error number.
  int join(pthread_t handle, Wait wait, Time deadline, void** result, const Caller& caller);
  /// The started thread with this handle, or null.
  [[nodiscard]] Thread* find(pthread_t handle);

 private:
  std::deque<Thread> threads_;
};

inline Threads& threads() {
  return kernel::per_execution<Threads>();
}

}  // namespace weft::unmodified
