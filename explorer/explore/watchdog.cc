#include "weft/explorer/explore/watchdog.h"

#include <link.h>
#include <unistd.h>

#include <cstdint>
#include <string_view>

#include "weft/explorer/explore/breaking_points.h"
#include "weft/explorer/explore/debugger.h"
#include "weft/explorer/explore/registers.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/process.h"
#include "weft/explorer/kernel/world.h"

namespace weft {
namespace {

constexpr int kLooks = 8;                  // within one patience
constexpr int kQuickLooks = 500;           // more, while the C library is at work
constexpr int kStill = 5;                  // looks without any movement: it waits
constexpr long kBetweenQuick = 1'000'000;  // ns

struct Seen {
  std::uint64_t progress = 0;
  std::uintptr_t at = 0;
  std::uintptr_t stack = 0;
  int looks = 0;
  int still = 0;  // looks in a row that saw the very same
};
constinit thread_local Seen seen;
constinit thread_local timer_t timer{};
constinit thread_local long interval = 0;  // ns

void set_timer(long first) {
  constexpr long kSecond = 1'000'000'000;
  itimerspec times{};
  times.it_interval = {.tv_sec = interval / kSecond, .tv_nsec = interval % kSecond};
  times.it_value = {.tv_sec = first / kSecond, .tv_nsec = first % kSecond};
  timer_settime(timer, 0, &times, nullptr);
}

/// Where the C library's code lies. Who is interrupted there may hold a lock of malloc's.
struct Range {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
};
constinit Range libc;

int find_libc(dl_phdr_info* info, std::size_t /*size*/, void* /*unused*/) {
  const std::string_view name = info->dlpi_name;
  if (name.find("libc.so") == name.npos) return 0;
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& part = info->dlpi_phdr[i];
    if (part.p_type != PT_LOAD || (part.p_flags & PF_X) == 0) continue;
    libc.begin = info->dlpi_addr + part.p_vaddr;
    libc.end = libc.begin + part.p_memsz;
  }
  return 1;
}

bool in_libc(std::uintptr_t at) {
  return at >= libc.begin && at < libc.end;
}

/// A thread that the scenario started is broken, and says so again and again. Whoever waits for it
/// waits for ever; who does not will come to the end of the execution.
void look_whether_it_waits(kernel::World& world, kernel::Outside& broken,
                           const ucontext_t& registers) {
  constexpr int kLong = 100;
  const std::uintptr_t at = program_counter(registers);
  const std::uintptr_t stack = stack_pointer(registers);
  const bool stays = world.progress() == seen.progress;
  const bool still = stays && at == seen.at && stack == seen.stack;
  seen = {.progress = world.progress(),
          .at = at,
          .stack = stack,
          .looks = stays ? seen.looks + 1 : 0,
          .still = still ? seen.still + 1 : 0};
  if (in_libc(at) ? seen.still < kStill : seen.looks < kLong) return;
  seen = {};
  world.crash(broken);
}

}  // namespace

Watchdog::Watchdog() : outer_(timer), outer_interval_(interval) {
  if (libc.end == 0) dl_iterate_phdr(&find_libc, nullptr);
  seen = {};
  sigevent event{};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = kSignal;
#ifndef sigev_notify_thread_id
  event._sigev_un._tid = gettid();
#else
  event.sigev_notify_thread_id = gettid();
#endif
  runs_ = !under_a_debugger() && timer_create(CLOCK_MONOTONIC, &event, &timer) == 0;
}

Watchdog::~Watchdog() {
  if (runs_) timer_delete(timer);
  timer = outer_;
  interval = outer_interval_;
}

void Watchdog::patience(std::chrono::duration<double> patience) const {
  if (!runs_) return;
  interval = std::chrono::duration_cast<std::chrono::nanoseconds>(patience / kLooks).count();
  set_timer(interval);
}

void Watchdog::look(int /*signal*/, siginfo_t* /*info*/, void* context) {
  kernel::World* const world = kernel::World::current_or_null();
  // Where goroutines are threads, each has a mark of its own that says so.
  const bool ours = kernel::process() != nullptr && !kernel::scenario_code;
  if (world == nullptr || world->self() == kernel::kNobody || ours) {
    seen = {};  // no goroutine runs: weft itself takes its time
    return;
  }
  const kernel::OnThread where_its_variables_are(world->searching_thread());
  if (kernel::Outside* const broken = kernel::broken_outside(); broken != nullptr) {
    return look_whether_it_waits(*world, *broken, *static_cast<const ucontext_t*>(context));
  }
  const auto& registers = *static_cast<const ucontext_t*>(context);
  const std::uintptr_t at = program_counter(registers);
  const std::uintptr_t stack = stack_pointer(registers);
  const bool now_still = at == seen.at && stack == seen.stack;
  const Seen now{.progress = world->progress(),
                 .at = at,
                 .stack = stack,
                 .looks = seen.looks + 1,
                 .still = now_still ? seen.still + 1 : 0};
  const bool moves = now.progress != seen.progress;
  seen = now;
  if (moves) seen.looks = 0;
  if (seen.looks < kLooks) return;
  const bool waits = in_libc(now.at) && seen.still >= kStill;
  if (in_libc(now.at) && !waits && seen.looks < kLooks + kQuickLooks)
    return set_timer(kBetweenQuick);
  seen.looks = 0;
  note_crash_here(now.at);
  world->crash(kind::kNeverYields,
               waits ? "waits for something that is not weft's, a real mutex for example"
                     : "runs on without ever coming to an operation");
}

}  // namespace weft
