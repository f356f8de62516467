// time.Timer and time.Ticker, with the channels of Go 1.23: unbuffered to look at, and no stale
// value is received after stop() or reset() has returned.
//
//   Timer timer(50ms);
//   select(recv(timer.c(), [&] { … }), recv(done, [&] { timer.stop(); }));
//
// A timer of which nobody can see whether it has fired unless he receives from it fires when it is
// received from; so waiting for one is one event, and stopping another. Only if somebody looks
// without waiting (select with `otherwise`), under an idle clock, and for a function that it calls,
// firing is an event of its own.
//
// Dependency: one resource, what state it is in; firing, receiving, stopping and resetting write
// it.
#pragma once

#include <memory>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/primitives/chan.h"
#include "weft/primitives/clock.h"
#include "weft/primitives/handle.h"

namespace weft {

class TimerCore;
class TickerCore;

/// Copies are the same timer, as with Go's *Timer.
class Timer {
 public:
  /// time.NewTimer: sends the time on c() after at least `d`.
  explicit Timer(Duration d, Location at = Location::here());

  /// Where it sends the time; nil for a timer that calls a function.
  [[nodiscard]] RecvChan<Time> c() const;
  /// Keeps it from firing. True if that stops it; false if it has expired (for a timer with a
  /// channel: been received from) or been stopped. Does not wait for a function to complete.
  bool stop(Location at = Location::here()) const;
  /// Makes it expire after `d` from now. True if it had been active.
  bool reset(Duration d, Location at = Location::here()) const;

 private:
  friend Timer after_func(Duration d, kernel::Function body, Location at);
  explicit Timer(const std::shared_ptr<TimerCore>& core);
  Handle<TimerCore> core_;
};

/// time.After: NewTimer(d).C
[[nodiscard]] RecvChan<Time> after(Duration d, Location at = Location::here());

/// time.AfterFunc: waits for `d`, then calls `body` in a goroutine of its own. It need not be
/// copyable; if the timer is reset, the same object is called again.
Timer after_func(Duration d, kernel::Function body, Location at = Location::here());

/// Sends the time every period; drops ticks for a slow receiver. Copies are the same ticker.
///
/// How often a ticker ticks has no end. So that executions have one, the first spin_bound + 1
/// ticks may come at any moment; later ones, under any clock, only when nothing else can happen,
/// and a hundred of those end it. The verdict names the bound if it was reached.
class Ticker {
 public:
  /// time.NewTicker. Throws Panic if `period` is not positive.
  explicit Ticker(Duration period, Location at = Location::here());

  [[nodiscard]] RecvChan<Time> c() const;
  /// No more ticks are sent. Does not close the channel.
  void stop(Location at = Location::here()) const;
  /// Stops it and makes the next tick come after `period`. Throws Panic if that is not positive.
  void reset(Duration period, Location at = Location::here()) const;

 private:
  explicit Ticker(const std::shared_ptr<TickerCore>& core);
  Handle<TickerCore> core_;
};

/// time.Tick: NewTicker(d).C; nil if `d` is not positive.
[[nodiscard]] RecvChan<Time> tick(Duration d, Location at = Location::here());

}  // namespace weft
