// The functions that tell the time and sleep: in virtual time.
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

#include "weft/explorer/unmodified/caller.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/time.h"
#include "weft/primitives/go.h"

namespace weft::unmodified {
namespace {

using std::chrono::microseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

Duration length(const timespec& t) {
  return seconds(t.tv_sec) + nanoseconds(t.tv_nsec);
}

bool is_valid(const timespec& t) {
  return t.tv_sec >= 0 && t.tv_nsec >= 0 && t.tv_nsec < 1'000'000'000;
}

}  // namespace

WEFT_INTERPOSE(int, clock_gettime, (clockid_t clock, timespec* now)) {
  if (!inside()) return real_clock_gettime(clock, now);
  const kernel::OwnCode own;
  *now = shown_by(clock);
  return 0;
}

WEFT_INTERPOSE(int, timespec_get, (timespec * now, int base)) {
  if (!inside() || base != TIME_UTC) return real_timespec_get(now, base);
  const kernel::OwnCode own;
  *now = shown_by(CLOCK_REALTIME);
  return base;
}

WEFT_INTERPOSE(int, gettimeofday, (timeval * now, void* zone)) {
  if (!inside()) return real_gettimeofday(now, zone);
  const kernel::OwnCode own;
  const timespec t = shown_by(CLOCK_REALTIME);
  *now = {.tv_sec = t.tv_sec, .tv_usec = t.tv_nsec / 1000};
  return 0;
}

WEFT_INTERPOSE(time_t, time, (time_t * now)) {
  if (!inside()) return real_time(now);
  const kernel::OwnCode own;
  const time_t seconds_now = shown_by(CLOCK_REALTIME).tv_sec;
  if (now != nullptr) *now = seconds_now;
  return seconds_now;
}

WEFT_INTERPOSE(clock_t, clock, ()) {
  if (!inside()) return real_clock();
  const kernel::OwnCode own;
  const timespec t = shown_by(CLOCK_PROCESS_CPUTIME_ID);
  return t.tv_sec * CLOCKS_PER_SEC + t.tv_nsec / 1000;
}

WEFT_INTERPOSE(int, nanosleep, (const timespec* wanted, timespec* left)) {
  if (!inside()) return real_nanosleep(wanted, left);
  const kernel::OwnCode own;
  if (!is_valid(*wanted)) {
    errno = EINVAL;
    return -1;
  }
  weft::sleep(length(*wanted), WEFT_CALLER.site());
  return 0;
}

WEFT_INTERPOSE(int, clock_nanosleep,
               (clockid_t clock, int flags, const timespec* wanted, timespec* left)) {
  if (!inside()) return real_clock_nanosleep(clock, flags, wanted, left);
  const kernel::OwnCode own;
  if (!is_valid(*wanted)) return EINVAL;
  const bool until = (flags & TIMER_ABSTIME) != 0;
  const Duration d = until ? virtual_time(clock, *wanted) - weft::now() : length(*wanted);
  weft::sleep(d, WEFT_CALLER.site());
  return 0;
}

WEFT_INTERPOSE(int, usleep, (useconds_t wanted)) {
  if (!inside()) return real_usleep(wanted);
  const kernel::OwnCode own;
  weft::sleep(microseconds(wanted), WEFT_CALLER.site());
  return 0;
}

WEFT_INTERPOSE(unsigned, sleep, (unsigned wanted)) {
  if (!inside()) return real_sleep(wanted);
  const kernel::OwnCode own;
  weft::sleep(seconds(wanted), WEFT_CALLER.site());
  return 0;
}

WEFT_INTERPOSE(int, sched_yield, ()) {
  if (!inside()) return real_sched_yield();
  const kernel::OwnCode own;
  weft::gosched(WEFT_CALLER.site());
  return 0;
}

}  // namespace weft::unmodified
