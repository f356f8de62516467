#include "weft/explorer/explore/started_threads.h"

#include <execinfo.h>
#include <signal.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>

#include "weft/explorer/explore/watchdog.h"
#include "weft/explorer/kernel/process.h"

namespace weft {
namespace {

using kernel::Origin;
using kernel::Outside;
using kernel::World;

constinit thread_local Origin origin;  // of this thread
constinit thread_local const std::byte* stack_bottom = nullptr;
constinit std::atomic<pid_t> searching_process = 0;
constinit std::atomic<int> running = 0;  // threads that scenarios have started
constinit std::atomic<bool> one_broke = false;

/// Not getpid(): a scenario that asks for it is warned, and it could be one.
pid_t this_process() {
  return static_cast<pid_t>(syscall(SYS_getpid));
}

/// What goes wrong on a thread whose stack is used up can only be handled on another stack.
class SignalStack {
 public:
  SignalStack() : memory_(std::make_unique<std::byte[]>(kBytes)) {
    const stack_t ours{.ss_sp = memory_.get(), .ss_flags = 0, .ss_size = kBytes};
    sigaltstack(&ours, nullptr);
  }
  SignalStack(const SignalStack&) = delete;
  SignalStack& operator=(const SignalStack&) = delete;
  ~SignalStack() {
    const stack_t none{.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
    sigaltstack(&none, nullptr);
  }

 private:
  static constexpr std::size_t kBytes = 64 * 1024;
  std::unique_ptr<std::byte[]> memory_;
};

/// Of a thread of a scenario's, as long as it has not broken.
class Running {
 public:
  Running() = default;
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() { --running; }
};

struct Start {
  void* (*body)(void*);
  void* argument;
  Origin origin;
};

void find_stack() {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  void* bottom = nullptr;
  std::size_t size = 0;
  if (pthread_attr_getstack(&attributes, &bottom, &size) == 0) {
    stack_bottom = static_cast<const std::byte*>(bottom);
  }
  pthread_attr_destroy(&attributes);
}

void* begin(void* given) {
  const Start start = *std::unique_ptr<Start>(static_cast<Start*>(given));
  const Running until_the_end;
  const SignalStack signal_stack;
  origin = start.origin;
  find_stack();
  return start.body(start.argument);
}

const std::array kStarts{
    Redirection{"pthread_create", reinterpret_cast<void*>(&start_guarded)},
};

constexpr int kMoments = 500;  // to wait for what may not come

void wait_a_moment() {
  constexpr timespec kMoment{.tv_sec = 0, .tv_nsec = 1'000'000};
  nanosleep(&kMoment, nullptr);
}

}  // namespace

// The C++ library starts std::threads.
ThreadStarts::ThreadStarts() : starts_(kStarts, /*also_of_cxx=*/true) {
  searching_process = this_process();
  std::array<void*, 1> first{};
  (void)backtrace(first.data(), 1);  // the first time, it allocates
}

int start_guarded(pthread_t* thread, const pthread_attr_t* how, void* (*body)(void*),
                  void* argument) {
  static auto* const create =
      reinterpret_cast<decltype(&pthread_create)>(original("pthread_create"));
  const bool is_goroutine = kernel::process() != nullptr;
  if (is_goroutine) return create(thread, how, body, argument);
  const World* const world = goroutine_here();
  const Origin whose = world != nullptr ? world->origin() : origin;
  if (whose.searcher == 0) return create(thread, how, body, argument);
  auto start = std::make_unique<Start>(Start{body, argument, whose});
  ++running;
  const int error = create(thread, how, &begin, start.get());
  error == 0 ? void(start.release()) : void(--running);
  return error;
}

void wait_for_threads() {
  for (int i = 0; i < kMoments && running > 0 && kernel::broken_outside() == nullptr; ++i) {
    wait_a_moment();
  }
}

void wait_for_all_threads() {
  for (int i = 0; i < kMoments && running > 0; ++i) wait_a_moment();
}

bool threads_break() {
  return one_broke;
}

World* goroutine_here() {
  World* const world = World::current_or_null();
  const bool runs = world != nullptr && world->self() != kernel::kNobody;
  return runs && this_process() == searching_process ? world : nullptr;
}

bool of_a_scenario() {
  return origin.searcher != 0 && this_process() == searching_process;
}

bool overflows(const void* address) {
  constexpr std::uintptr_t kNear = 64 * 1024;
  const auto at = reinterpret_cast<std::uintptr_t>(address);
  const auto bottom = reinterpret_cast<std::uintptr_t>(stack_bottom);
  return bottom != 0 && at >= bottom - kNear && at < bottom + kNear;
}

void break_outside(const char* kind, const char* what) {
  one_broke = true;
  Outside broken;
  broken.origin = origin;
  broken.kind = kind;
  std::memcpy(broken.what.data(), what, strnlen(what, broken.what.size() - 1));
  broken.depth = static_cast<std::size_t>(
      backtrace(broken.calls.data(), static_cast<int>(broken.calls.size())));
  bool is_known = kernel::break_outside(broken);
  --running;  // not before somebody who waits for it can see that it has broken
  for (; !is_known; is_known = kernel::break_outside(broken)) wait_a_moment();
  while (!broken.noted) {
    syscall(SYS_tgkill, this_process(), origin.searcher, Watchdog::kSignal);
    wait_a_moment();
  }
  for (;;) syscall(SYS_exit, 0);  // nothing of it is unwound
}

}  // namespace weft
