#include "weft/explorer/unmodified/time.h"

#include <chrono>

namespace weft::unmodified {
namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

/// What a clock shows when an execution begins. Time since 1970 is a day of 2024; others show that
/// the machine was started a while ago.
nanoseconds origin(clockid_t clock) {
  constexpr seconds kDay{1'704'067'200};
  constexpr seconds kUp{1'000'000};
  switch (clock) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_TAI:
      return kDay;
    case CLOCK_PROCESS_CPUTIME_ID:
    case CLOCK_THREAD_CPUTIME_ID:
      return nanoseconds::zero();
    default:
      return kUp;
  }
}

}  // namespace

Time virtual_time(clockid_t clock, const timespec& t) {
  return Time(seconds(t.tv_sec) + nanoseconds(t.tv_nsec) - origin(clock));
}

timespec shown_by(clockid_t clock) {
  const nanoseconds now = origin(clock) + VirtualClock::now().time_since_epoch();
  const auto whole = std::chrono::duration_cast<seconds>(now);
  return {.tv_sec = whole.count(), .tv_nsec = (now - whole).count()};
}

}  // namespace weft::unmodified
