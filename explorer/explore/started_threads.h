// Real threads that a scenario starts: weft does not schedule them, but what they break must not
// end the process without a word.
#pragma once

#include <pthread.h>

#include "weft/explorer/explore/redirected.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

/// While one lives, threads that goroutines start, and threads that those start, know whose they
/// are.
class ThreadStarts {
 public:
  ThreadStarts();

 private:
  Redirected starts_;
};

/// As pthread_create, for a thread that knows whose it is.
[[nodiscard]] int start_guarded(pthread_t* thread, const pthread_attr_t* how, void* (*body)(void*),
                                void* argument);

/// The world whose goroutine runs here; null in weft's own code, on other threads, and in what was
/// forked off.
[[nodiscard]] kernel::World* goroutine_here();
/// Whether the calling thread was started by a scenario.
[[nodiscard]] bool of_a_scenario();
/// Whether an access of the calling thread to that address means that its stack was too small.
[[nodiscard]] bool overflows(const void* address);

/// Gives threads that scenarios have started, and that still run, half a second to end, or one of
/// them to break.
void wait_for_threads();
/// The same until all have ended or broken.
void wait_for_all_threads();
/// Whether one has broken so far.
[[nodiscard]] bool threads_break();

/// The calling thread, which a scenario has started, cannot go on. May be called from a signal
/// handler. It waits until the search knows.
[[noreturn]] void break_outside(const char* kind, const char* what);

}  // namespace weft
