#include "weft/explorer/explore/crash_guard.h"

#include <dlfcn.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <mutex>
#include <optional>

#include "weft/explorer/explore/breaking_points.h"
#include "weft/explorer/explore/registers.h"
#include "weft/explorer/explore/started_threads.h"
#include "weft/explorer/explore/user_output.h"
#include "weft/explorer/explore/watchdog.h"
#include "weft/explorer/explore/ways_out.h"
#include "weft/explorer/kernel/address_sanitizer.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/world.h"

namespace weft {
namespace {

using kernel::World;

struct Fault {
  int signal;
  const char* what;
};
// Under the address sanitizer, what it has to say about a fault is worth more.
#ifdef WEFT_ADDRESS_SANITIZER
constexpr bool kTakesFaults = false;
#else
constexpr bool kTakesFaults = true;
#endif

constexpr std::array kFaults = {
    Fault{SIGSEGV, "segmentation fault: it used memory that is not its own"},
    Fault{SIGBUS, "bus error: it used memory that is not its own"},
    Fault{SIGFPE, "arithmetic fault: a division by zero, most likely"},
    Fault{SIGILL, "illegal instruction: a trap, or the end of a function without a return"},
    Fault{SIGABRT, "abort: a failed assertion, most likely"},
};

// Signal actions belong to the process, guards to threads: the first sets them, the last resets.
constinit std::mutex guards_lock;
constinit int guards = 0;
constinit std::array<struct sigaction, kFaults.size()> actions_before{};
struct sigaction watchdog_before;
constinit std::terminate_handler terminate_before = nullptr;
constinit std::optional<WaysOut> ways_out;
constinit std::optional<ThreadStarts> thread_starts;
void* abort_message = nullptr;  // where the C library keeps what it says before it aborts

const Fault& fault(int signal) {
  std::size_t i = 0;
  while (kFaults[i].signal != signal) ++i;
  return kFaults[i];
}

/// "queue.cc:12: assertion `n > 0' failed", if that is why it was aborted: the C library leaves its
/// words for debuggers. Takes them away, so that they do not explain the next abort, too.
bool failed_assertion(char* text, std::size_t size) {
  struct Message {
    unsigned size;
    char words[1];
  };
  if (abort_message == nullptr) return false;
  auto*& message = *static_cast<Message**>(abort_message);
  if (message == nullptr) return false;
  const char* const words = message->words;
  message = nullptr;
  // "prog: /src/queue.cc:12: int f(): Assertion `n > 0' failed."
  const char* const what = std::strstr(words, "Assertion ");
  const char* const place = std::strstr(words, ": ");
  if (what == nullptr || place == nullptr || place > what) return false;
  const char* const end = std::strstr(place + 2, ": ");
  const char* file = end;
  while (file > place + 2 && file[-1] != '/') --file;
  std::snprintf(text, size, "%.*s: assertion%.*s", static_cast<int>(end - file), file,
                static_cast<int>(std::strcspn(what + 9, "\n")), what + 9);
  return true;
}

/// Not ours: as if we had never been here.
void pass_on(int signal) {
  give_output_back();
  sigaction(signal, &actions_before[static_cast<std::size_t>(&fault(signal) - kFaults.data())],
            nullptr);
  if (signal == SIGABRT) raise(signal);  // others happen again by themselves
}

/// A frame may be so large that it does not even touch the guard pages.
bool left_its_stack(const World& world, const siginfo_t& info, const ucontext_t& context) {
  if (world.stacks().guards(info.si_addr) < world.stacks().size()) return true;
  const kernel::StackMemory own = world.running_stack();
  const auto bottom = reinterpret_cast<std::uintptr_t>(own.bottom);
  return stack_pointer(context) < bottom || stack_pointer(context) > bottom + own.size;
}

void on_fault(int signal, siginfo_t* info, void* context) {
  char text[160];
  const bool memory = (signal == SIGSEGV || signal == SIGBUS) && info->si_code > 0;
  World* const world = goroutine_here();
  if (world == nullptr && of_a_scenario()) {
    if (signal == SIGABRT && failed_assertion(text, sizeof text)) break_outside(kind::kCrash, text);
    if (memory && overflows(info->si_addr))
      break_outside(kind::kStackOverflow, "it used up its stack");
    break_outside(kind::kCrash, fault(signal).what);
  }
  if (world == nullptr) return pass_on(signal);
  const auto& registers = *static_cast<const ucontext_t*>(context);
  note_crash_here(program_counter(registers));
  if (memory && left_its_stack(*world, *info, registers)) {
    std::snprintf(text, sizeof text, "it used up its stack of %zu KiB; stack_bytes asks for more",
                  world->running_stack().size / 1024);
    world->crash(kind::kStackOverflow, text);
  }
  if (signal == SIGABRT && failed_assertion(text, sizeof text)) world->crash(kind::kCrash, text);
  world->crash(kind::kCrash, fault(signal).what);
}

/// "std::terminate was called, because of: no such user".
void why_terminated(char* text, std::size_t size) {
  std::snprintf(text, size, "std::terminate was called");
  try {
    if (const auto exception = std::current_exception()) std::rethrow_exception(exception);
  } catch (const std::exception& e) {
    std::snprintf(text, size, "std::terminate was called, because of: %s", e.what());
  } catch (...) {
    std::snprintf(text, size, "std::terminate was called, because of an exception");
  }
}

/// An exception where none may be, or with nobody to catch it.
[[noreturn]] void on_terminate() {
  char text[160];
  World* const world = goroutine_here();
  if (world == nullptr && !of_a_scenario()) {
    give_output_back();
    if (terminate_before != nullptr) terminate_before();
    std::abort();
  }
  if (world != nullptr) note_crash_here(0);
  why_terminated(text, sizeof text);
  if (world == nullptr) break_outside(kind::kCrash, text);
  world->crash(kind::kCrash, text);
}

void take_signals() {
  struct sigaction action {};
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  action.sa_sigaction = &on_fault;
  for (std::size_t i = 0; kTakesFaults && i < kFaults.size(); ++i) {
    sigaction(kFaults[i].signal, &action, &actions_before[i]);
  }
  action.sa_flags |= SA_RESTART;
  action.sa_sigaction = &Watchdog::look;
  sigaction(Watchdog::kSignal, &action, &watchdog_before);
  terminate_before = std::set_terminate(&on_terminate);
  abort_message = dlvsym(RTLD_DEFAULT, "__abort_msg", "GLIBC_PRIVATE");
  ways_out.emplace();
  thread_starts.emplace();
}

void give_signals_back() {
  for (std::size_t i = 0; kTakesFaults && i < kFaults.size(); ++i) {
    sigaction(kFaults[i].signal, &actions_before[i], nullptr);
  }
  sigaction(Watchdog::kSignal, &watchdog_before, nullptr);
  std::set_terminate(terminate_before);
  thread_starts.reset();
  ways_out.reset();
}

}  // namespace

CrashGuard::CrashGuard(std::chrono::duration<double> wanted)
    : watchdog_(std::make_unique<Watchdog>()) {
  stack_t current{};
  sigaltstack(nullptr, &current);
  if ((current.ss_flags & SS_DISABLE) != 0) {
    constexpr std::size_t kBytes = 64 * 1024;
    signal_stack_ = std::make_unique<char[]>(kBytes);
    const stack_t ours{.ss_sp = signal_stack_.get(), .ss_flags = 0, .ss_size = kBytes};
    sigaltstack(&ours, nullptr);
  }
  {
    const std::scoped_lock lock(guards_lock);
    if (guards++ == 0) take_signals();
  }
  patience(wanted);
}

CrashGuard::~CrashGuard() {
  // What breaks afterwards ends the process, and with it what there is to tell.
  if (threads_break()) wait_for_all_threads();
  watchdog_.reset();
  {
    const std::scoped_lock lock(guards_lock);
    if (--guards == 0) give_signals_back();
  }
  stack_t current{};
  sigaltstack(nullptr, &current);
  if (signal_stack_ == nullptr || current.ss_sp != signal_stack_.get()) return;  // another thread
  const stack_t none{.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
  sigaltstack(&none, nullptr);
}

void CrashGuard::patience(std::chrono::duration<double> patience) {
  watchdog_->patience(patience);
}

}  // namespace weft
