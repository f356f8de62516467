// Virtual time: nothing ever waits in real time, and time is what the program can know of it.
//
// With the clock set to `any` (the default) code may be arbitrarily slow. So what tells the time
// is what happened: a goroutine that slept until t, or received from a timer that was due at t,
// knows that it is t, and so does everybody it synchronises with. Two goroutines that sleep beside
// each other are therefore not ordered. What is due has fired for who knows that enough time has
// passed since it was set (moments.h).
// With the clock set to `idle` there is one time for all; it moves, to the next deadline, only
// when nothing else can.
//
// Dependency: telling the time touches nothing. Sleeping touches nothing under `any`; under `idle`
// it reads the moment it sleeps until, which the clock writes when it gets there.
#pragma once

#include <chrono>
#include <string>

#include "weft/explorer/kernel/location.h"

namespace weft {

using kernel::Location;

/// Fits std::chrono's Clock. Every execution begins at time zero.
struct VirtualClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<VirtualClock>;
  static constexpr bool is_steady = true;
  static time_point now();
};

using Duration = VirtualClock::duration;
using Time = VirtualClock::time_point;

/// time.Now: the time as far as the calling goroutine can know it.
[[nodiscard]] inline Time now() {
  return VirtualClock::now();
}
/// time.Since: now() - t
[[nodiscard]] inline Duration since(Time t) {
  return now() - t;
}
/// time.Until: t - now()
[[nodiscard]] inline Duration until(Time t) {
  return t - now();
}
/// now() + d, or the last moment there is if that is later: time.Now().Add(d)
[[nodiscard]] Time from_now(Duration d);

/// "1m30s", "2s500ms": exact, for a person.
[[nodiscard]] std::string to_string(Duration d);

/// time.Sleep: pauses the calling goroutine for at least `d`. A negative or zero duration returns
/// immediately.
void sleep(Duration d, Location at = Location::here());

}  // namespace weft
