// Looks every now and then, from a timer's signal, whether the goroutine that runs on this thread
// has come to an operation since the last time.
#pragma once

#include <signal.h>
#include <time.h>

#include <chrono>

namespace weft {

class Watchdog {
 public:
  /// Watches the calling thread.
  Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;
  ~Watchdog();

  /// Zero: does not look.
  void patience(std::chrono::duration<double> patience) const;

  static constexpr int kSignal = SIGURG;  // ignored by default, so one too late does no harm
  /// The handler of that signal.
  static void look(int signal, siginfo_t* info, void* context);

 private:
  timer_t outer_;  // of a watchdog that this thread had already
  long outer_interval_;
  bool runs_ = false;
};

}  // namespace weft
