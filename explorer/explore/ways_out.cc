#include "weft/explorer/explore/ways_out.h"

#include <pthread.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

#include "weft/explorer/explore/breaking_points.h"
#include "weft/explorer/explore/started_threads.h"
#include "weft/explorer/explore/user_output.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/process.h"
#include "weft/explorer/kernel/world.h"

namespace weft {
namespace {

/// Does nothing if no scenario has called it.
void end_execution(const char* call) {
  kernel::World* const world = goroutine_here();
  if (world == nullptr && !of_a_scenario()) return;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "it called %s", call);
  if (world == nullptr) break_outside(kind::kExit, text.data());
  note_crash_here(0);
  world->crash(kind::kExit, text.data());
}

[[noreturn]] void leave(const char* function, int status) {
  std::array<char, 32> call{};
  std::snprintf(call.data(), call.size(), "%s(%d)", function, status);
  end_execution(call.data());
  reinterpret_cast<void (*)(int)>(original(function))(status);
  __builtin_unreachable();
}

[[noreturn]] void leave_by_exit(int status) {
  leave("exit", status);
}
[[noreturn]] void leave_by_underscore_exit(int status) {
  leave("_exit", status);
}
[[noreturn]] void leave_by_capital_exit(int status) {
  leave("_Exit", status);
}
[[noreturn]] void leave_by_quick_exit(int status) {
  leave("quick_exit", status);
}

/// Of a real thread, it ends just that.
[[noreturn]] void leave_thread(void* result) {
  const bool is_goroutine = kernel::process() != nullptr;
  if (!is_goroutine && goroutine_here() != nullptr) {
    end_execution("pthread_exit(), which ends the searching thread");
  }
  reinterpret_cast<void (*)(void*)>(original("pthread_exit"))(result);
  __builtin_unreachable();
}

const std::array kCalls{
    Redirection{"exit", reinterpret_cast<void*>(&leave_by_exit)},
    Redirection{"_exit", reinterpret_cast<void*>(&leave_by_underscore_exit)},
    Redirection{"_Exit", reinterpret_cast<void*>(&leave_by_capital_exit)},
    Redirection{"quick_exit", reinterpret_cast<void*>(&leave_by_quick_exit)},
    Redirection{"pthread_exit", reinterpret_cast<void*>(&leave_thread)},
};

/// The C library calls exit() itself, in errx() for example, and nobody sees that before it is too
/// late to go on. It must not look like a success.
void too_late() {
  if (goroutine_here() == nullptr && !of_a_scenario()) return;
  give_output_back();
  std::fputs("weft: the scenario called exit(): its schedule cannot be told\n", stderr);
  _exit(1);
}

}  // namespace

WaysOut::WaysOut() : calls_(kCalls, /*also_of_cxx=*/true) {
  static const int registered = std::atexit(&too_late);
  (void)registered;
}

}  // namespace weft
