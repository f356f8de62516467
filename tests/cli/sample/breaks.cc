// Scenarios that do to themselves what ends a program.
#include <pthread.h>
#include <time.h>
#include <unistd.h>

#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

// What assert() calls, also where NDEBUG keeps it from doing so.
extern "C" void __assert_fail(const char* what, const char* file, unsigned line,
                              const char* function) noexcept;

namespace weft {
namespace {

volatile int zero = 0;
int* volatile nowhere = nullptr;

int deeper(int n) {
  volatile char frame[512] = {};
  frame[0] = static_cast<char>(n);
  return n == 0 ? frame[0] : deeper(n + 1) + frame[0];
}

struct ThrowsAtItsEnd {
  ~ThrowsAtItsEnd() noexcept(false) { throw std::runtime_error("second"); }
};

void throws_twice() {
  const ThrowsAtItsEnd at_the_end;
  throw std::runtime_error("first");
}

struct LocksAtItsEnd {
  Mutex& mu;
  ~LocksAtItsEnd() { mu.lock(); }
};

void blocks_in_a_destructor() {
  Mutex mu("mu");
  mu.lock();
  go("holder", [&] {
    const LocksAtItsEnd at_the_end{mu};
    gosched();
  });
  mu.lock();
}

/// On a thread that weft knows nothing of.
template <void (*breaks)()>
void for_real() {
  std::thread(breaks).join();
}

void null_pointer() {
  *nowhere = 1;
}
void too_deep() {
  zero = zero * deeper(1);
}
void throws() {
  throw std::runtime_error("nobody catches it");
}
void leaves() {
  std::exit(3);
}

void nobody_joins() {
  Mutex mu("mu");
  std::thread(null_pointer).detach();
  for (;;) {
    const std::scoped_lock lock(mu);
    timespec moment{.tv_sec = 0, .tv_nsec = 1'000'000};
    nanosleep(&moment, nullptr);
  }
}

/// Two goroutines; the second to come breaks.
std::function<void()> second(void (*breaks)()) {
  return [breaks] {
    Atomic<int> came(0, "came");
    for (int i = 0; i < 2; ++i) {
      go("goer", [&] {
        if (came.add_fetch(1) == 2) breaks();
      });
    }
  };
}

const Registered kBreaks[] = {
    Registered{{.name = "breaks/abort", .body = second([] { std::abort(); })}},
    Registered{{.name = "breaks/assert",
                .body = second([] { __assert_fail("n > 0", "/src/queue.cc", 12, "int f()"); })}},
    Registered{{.name = "breaks/terminate", .body = second([] { std::terminate(); })}},
    Registered{{.name = "breaks/segv", .body = second([] { *nowhere = 1; })}},
    Registered{{.name = "breaks/fpe", .body = second([] { zero = 1000 / zero; })}},
    Registered{{.name = "breaks/overflow", .body = second([] { zero = zero * deeper(1); })}},
    Registered{{.name = "breaks/loop", .body = second([] {
                                         while (zero == 0) {
                                         }
                                       })}},
    Registered{{.name = "breaks/unwinding", .body = second(throws_twice)}},
    Registered{{.name = "breaks/destructor", .body = blocks_in_a_destructor}},
    Registered{{.name = "breaks/exit", .body = second(leaves)}},
    Registered{{.name = "breaks/underscore_exit", .body = second([] { _exit(0); })}},
    Registered{{.name = "breaks/capital_exit", .body = second([] { std::_Exit(0); })}},
    Registered{{.name = "breaks/quick_exit", .body = second([] { std::quick_exit(0); })}},
    Registered{{.name = "breaks/pthread_exit", .body = second([] { pthread_exit(nullptr); })}},
    Registered{{.name = "breaks/thread_segv", .body = second(for_real<null_pointer>)}},
    Registered{{.name = "breaks/thread_overflow", .body = second(for_real<too_deep>)}},
    Registered{{.name = "breaks/thread_terminate", .body = second(for_real<throws>)}},
    Registered{{.name = "breaks/thread_abort", .body = second(for_real<std::abort>)}},
    Registered{{.name = "breaks/thread_exit", .body = second(for_real<leaves>)}},
    Registered{{.name = "breaks/late", .body = [] { std::thread(null_pointer).detach(); }}},
    Registered{
        {.name = "breaks/thread_of_a_thread", .body = second(for_real<for_real<null_pointer>>)}},
    Registered{{.name = "breaks/detached", .body = nobody_joins}},
    Registered{{.name = "breaks/printing", .body = second([] {
                                             std::printf("the last words");
                                             std::abort();
                                           })}},
};

}  // namespace
}  // namespace weft
