// What all that depends on time shares: what every goroutine knows of the time, and under an idle
// clock the moments that time has reached.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/operation.h"
#include "weft/primitives/clock.h"

namespace weft {

/// t + d, or the last moment there is if that is later.
[[nodiscard]] constexpr Time later(Time t, Duration d) {
  return d > Duration::zero() && t > Time::max() - d ? Time::max() : t + d;
}

[[nodiscard]] constexpr Duration later(Duration before, Duration length) {
  return later(Time(before), length).time_since_epoch();
}

/// What is known of how long something has lasted.
struct Count {
  /// Somebody learned that so much time has passed.
  struct Sight {
    kernel::Epoch seen;
    Duration passed;
  };
  using Earlier = std::pair<std::weak_ptr<Count>, Duration>;

  kernel::Epoch began{};
  Time time{};                     // of who was there
  std::vector<Earlier> earlier{};  // how long others had lasted, as he knew
  std::vector<Sight> sights{};     // the longest last
};

/// When a timer was set, say: the beginning of something that has a length. Null is that of the
/// execution. From one that nobody keeps any more nothing is counted.
using Beginning = std::shared_ptr<Count>;

/// `time`, as who was at `since` reckons.
struct Deadline {
  Time time;
  Beginning since{};
};

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
  [[nodiscard]] bool knows(const Beginning& beginning) const;
  /// How many of `all`, which have deadlines that were set one after the other, there were when the
  /// last one that the calling goroutine knows was set.
  template <typename T>
  [[nodiscard]] std::size_t known(const std::vector<T>& all) const {
    std::size_t count = all.size();
    while (count > 0 && !knows(all[count - 1].deadline.since)) --count;
    return count;
  }
  /// The calling goroutine has seen that it is so late.
  void reach(const Deadline& deadline);
  /// Whether `t`, as the calling goroutine reckons, can only come after `deadline`.
  [[nodiscard]] bool comes_after(Time t, const Deadline& deadline) const;
  /// Whether `deadline` has passed as far as the calling goroutine knows. Under an idle clock what
  /// is due happens at its moment anyway, so nothing is ever overdue.
  [[nodiscard]] bool overdue(const Deadline& deadline) const {
    return !idle_ && comes_after(local(), deadline);
  }

  /// `way`, but not before `deadline`: under an idle clock it waits for the moment.
  [[nodiscard]] kernel::Alternative& not_before(Time deadline, kernel::Alternative& way);

  void sleep(Duration d, Location at);
  /// The calling goroutine has waited until `t`, and heard of nobody meanwhile.
  void waited_until(Time t);
  /// For goroutines of ours that keep the time for others.
  void sleep_until(Time deadline);
  /// What time it is must not stay behind on the stack: a loop would look different every time it
  /// comes round.
  static void wipe_stack();

 private:
  /// How long it has lasted, as the calling goroutine knows, which comes after its beginning.
  [[nodiscard]] static Duration passed(const Count& count);
  static void see(Count& count, Duration passed);
  /// Those the calling goroutine knows, and how long they have lasted.
  [[nodiscard]] std::vector<Count::Earlier> known_now();
  [[nodiscard]] kernel::ResourceId moment(Time deadline);
  void pass(Duration d);
  void wait_for(Time deadline, kernel::ResourceId reached);

  // One and the same for all, so that a loop is seen to come back to its sleep.
  kernel::AlternativeId at_any_time_ = kernel::declare({});
  bool idle_ = kernel::behaviour().idle_clock;
  Count execution_;
  std::vector<std::weak_ptr<Count>> counts_;
  std::map<Time, kernel::ResourceId> moments_;  // idle: those ahead, and those time went through
  Time time_{};                                 // idle: of all
};

[[nodiscard]] Moments& moments();

}  // namespace weft
