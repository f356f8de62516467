// What all that depends on time shares: what every goroutine knows of the time, and under an idle
// clock the moments that time has reached.
#pragma once

#include <cstddef>
#include <cstdint>
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

/// When a timer was set, say: the beginning of something that has a length.
enum class Beginning : std::uint32_t { of_execution };

/// One for each execution: kernel::per_execution<Moments>().
///
/// A deadline is as late as who set it was slow. So that it has passed is known to who knows that
/// enough time has passed *since it was set*: whoever was there, slept, and tells. That by his own
/// time it is late says nothing.
class Moments final : public kernel::PerExecution {
 public:
  /// The time, as the calling goroutine knows it.
  [[nodiscard]] Time local() const;
  /// Something begins now, at local() for the calling goroutine.
  [[nodiscard]] Beginning begin();
  /// Whether the calling goroutine comes after it.
  [[nodiscard]] bool knows(Beginning beginning) const;
  /// The calling goroutine has seen that it is `t`, as who was at `since` reckons.
  void reach(Time t, Beginning since);
  /// Whether `t`, as the calling goroutine reckons, can only come after `deadline`, as who was at
  /// `since` reckons.
  [[nodiscard]] bool comes_after(Time t, Time deadline, Beginning since) const;
  /// Whether `deadline` has passed as far as the calling goroutine knows. Under an idle clock what
  /// is due happens at its moment anyway, so nothing is ever overdue.
  [[nodiscard]] bool overdue(Time deadline, Beginning since) const {
    return !idle_ && comes_after(local(), deadline, since);
  }

  /// `way`, but not before `deadline`: under an idle clock it waits for the moment.
  [[nodiscard]] kernel::Alternative& not_before(Time deadline, kernel::Alternative& way);

  void sleep(Duration d, Location at);
  /// The calling goroutine has waited until `t`, and heard of nobody meanwhile.
  void waited_until(Time t);
  /// For goroutines of ours that keep the time for others.
  void sleep_until(Time deadline);

 private:
  /// Somebody learned that so much time has passed.
  struct Sight {
    kernel::Epoch seen;
    Duration passed;
  };
  struct Known {
    kernel::Epoch began;
    Time time;                      // of who was there
    std::vector<Duration> earlier;  // how long those before had lasted, as he knew
    std::vector<Sight> sights{};    // the longest last
  };

  /// How long it has lasted, as the calling goroutine knows; negative if it knows nothing of it.
  [[nodiscard]] Duration since(std::size_t beginning) const;
  void see(std::size_t beginning, Duration passed);
  [[nodiscard]] kernel::ResourceId moment(Time deadline);
  void pass(Duration d);
  static void wipe_stack();
  void wait_for(Time deadline, kernel::ResourceId reached);

  // One and the same for all, so that a loop is seen to come back to its sleep.
  kernel::AlternativeId at_any_time_ = kernel::declare({});
  bool idle_ = kernel::behaviour().idle_clock;
  std::vector<Known> beginnings_{Known{}};      // the first is that of the execution
  std::map<Time, kernel::ResourceId> moments_;  // idle: those ahead, and those time went through
  Time time_{};                                 // idle: of all
};

[[nodiscard]] Moments& moments();

}  // namespace weft
