#include "weft/explorer/unmodified/futex.h"

#include <linux/futex.h>
#include <sys/syscall.h>

#include <cerrno>
#include <climits>
#include <ctime>

#include "weft/explorer/unmodified/atomics.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/time.h"
#include "weft/explorer/unmodified/unsupported.h"

namespace weft::unmodified {

Futex::Futex() : AnObject(kKind, "futex") {
  kernel::Alternative join;
  join_ = kernel::declare(sleepers_.joined(join));
}

int Futex::wait(const int* word, int expected, std::optional<Time> deadline, const void* frame) {
  const Caller caller(frame);
  const std::int32_t arrival = sleepers_.join(join_, name(), caller);
  constexpr auto kKeep = [](int& /*value*/) { return false; };
  const Doing look{"look at", kernel::Sync::none, kernel::Sync::none};
  if (perform(const_cast<volatile int*>(word), look, kKeep, frame) != expected) {
    sleepers_.leave(arrival, name(), caller);
    return EAGAIN;
  }
  const WaitQueue::End end = sleepers_.sleep(arrival, deadline, name(), caller);
  return end == WaitQueue::End::too_late ? ETIMEDOUT : 0;
}

int Futex::wake(int most, const Caller& caller) {
  if (most == INT_MAX) return sleepers_.wake_all("wake all at", name(), caller);
  int woken = 0;
  while (woken < most && sleepers_.wake_one("wake one at", name(), caller)) ++woken;
  return woken;
}

namespace {

std::optional<Time> deadline_of(int operation, const timespec* given) {
  if (given == nullptr) return std::nullopt;
  const bool absolute = (operation & FUTEX_CMD_MASK) == FUTEX_WAIT_BITSET;
  const bool realtime = (operation & FUTEX_CLOCK_REALTIME) != 0;
  if (absolute) return virtual_time(realtime ? CLOCK_REALTIME : CLOCK_MONOTONIC, *given);
  return now() + std::chrono::seconds(given->tv_sec) + std::chrono::nanoseconds(given->tv_nsec);
}

long failed_with(int error) {
  if (error == 0) return 0;
  errno = error;
  return -1;
}

long futex(int* word, int operation, int value, const timespec* timeout, const void* frame) {
  Futex& at = objects().at<Futex>(word);
  switch (operation & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
      return failed_with(at.wait(word, value, deadline_of(operation, timeout), frame));
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET:
      return at.wake(value, Caller(frame));
    default:
      refuse("futex", "only waiting and waking are known");
  }
}

}  // namespace

// In truth it takes as many arguments as it is given; all of them are in registers.
WEFT_INTERPOSE(long, syscall, (long number, long a, long b, long c, long d, long e, long f)) {
  if (!inside() || number != SYS_futex) return real_syscall(number, a, b, c, d, e, f);
  const kernel::OwnCode own;
  return futex(reinterpret_cast<int*>(a), static_cast<int>(b), static_cast<int>(c),
               reinterpret_cast<const timespec*>(d), __builtin_frame_address(0));
}

}  // namespace weft::unmodified
