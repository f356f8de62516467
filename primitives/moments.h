// What all that depends on time shares: what every goroutine knows of the time, and under an idle
// clock the moments that time has reached.
#pragma once

#include <map>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/operation.h"
#include "weft/primitives/clock.h"

namespace weft {

/// t + d, or the last moment there is if that is later.
[[nodiscard]] constexpr Time later(Time t, Duration d) {
  return d > Duration::zero() && t > Time::max() - d ? Time::max() : t + d;
}

/// One for each execution: kernel::per_execution<Moments>().
class Moments final : public kernel::PerExecution {
 public:
  /// The time, as the calling goroutine knows it.
  [[nodiscard]] Time local() const;
  /// The calling goroutine has seen that it is `t`.
  void reach(Time t);
  /// Whether `deadline` has passed as far as the calling goroutine knows. Under an idle clock what
  /// is due happens at its moment anyway, so nothing is ever overdue.
  [[nodiscard]] bool overdue(Time deadline) const { return !idle_ && local() > deadline; }

  /// `way`, but not before `deadline`: under an idle clock it waits for the moment.
  [[nodiscard]] kernel::Alternative& not_before(Time deadline, kernel::Alternative& way);

  void sleep(Duration d, Location at);
  /// For goroutines of ours that keep the time for others.
  void sleep_until(Time deadline);

 private:
  /// Somebody learned that it is `time`.
  struct Sight {
    kernel::Epoch seen;
    Time time;
  };

  [[nodiscard]] kernel::ResourceId moment(Time deadline);
  void pass(Duration d);
  static void wipe_stack();
  void wait_for(Time deadline, kernel::ResourceId reached);

  // One and the same for all, so that a loop is seen to come back to its sleep.
  kernel::AlternativeId at_any_time_ = kernel::declare({});
  bool idle_ = kernel::behaviour().idle_clock;
  std::vector<Sight> sights_;
  std::map<Time, kernel::ResourceId> moments_;  // idle: those ahead, and those time went through
  Time time_{};                                 // idle: of all
};

[[nodiscard]] Moments& moments();

}  // namespace weft
