// The happens-before of one execution, as the search sees it: program order, spawning, and the
// order of dependent events. Clocks hold event positions, so a question costs one comparison.
// What a search keeps of the execution before is kept here too.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/row.h"

namespace weft::search {

class HappensBefore {
 public:
  /// Computes the relation for `execution`, whose first `unchanged` events are those of the
  /// execution before.
  void compute(const kernel::Execution& execution, std::size_t unchanged = 0);

  /// Whether event `a` happens before event `b`; false for a == b.
  [[nodiscard]] bool before(std::size_t a, std::size_t b) const {
    return a < b && knows(clock(b)[leader_[a]], a);
  }
  /// For each event from a + 1 to `end`: whether it does not come after `a`. Those that do not are
  /// listed too, and how many they are is returned; `list` has room for all.
  std::size_t mark_independent(std::size_t a, std::size_t end, std::uint8_t* marks,
                               std::uint32_t* list) const {
    const Time* known = clock(a) + leader_[a];
    const auto after = static_cast<Time>(a + 1);
    const std::size_t width = width_;
    std::size_t count = 0;
    for (std::size_t k = a + 1; k < end; ++k) {
      // By the sign, not by a branch: either is as likely.
      const auto independent = static_cast<std::uint32_t>(*(known += width) - after) >> 31U;
      marks[k] = static_cast<std::uint8_t>(independent);
      list[count] = static_cast<std::uint32_t>(k);
      count += independent;
    }
    return count;
  }
  [[nodiscard]] bool before_or_equal(std::size_t a, std::size_t b) const {
    return a == b || before(a, b);
  }

  /// One access of the history of a resource, latest first through `previous`.
  struct Access {
    std::uint32_t event = 0;
    kernel::ResourceId resource = kernel::kNoResource;
    std::int32_t delta = 0;
    std::int32_t total = 0;      // the resource's count afterwards
    std::uint32_t previous = 0;  // kNoAccess at the end
    std::uint32_t unlike = 0;    // the latest one before that has another mode
    kernel::Mode mode = kernel::Mode::read;
    bool raised = false;   // it or one before has raised the count
    bool tallied = false;  // it or one before is ordered with nobody else's
  };
  static constexpr std::uint32_t kNoAccess = 0xFFFFFFFF;
  /// The last access to the resource.
  [[nodiscard]] std::uint32_t last_access(kernel::ResourceId r) const { return last_[index(r)]; }
  [[nodiscard]] const Access& access(std::uint32_t id) const { return accesses_[id]; }
  /// In the order of its footprint.
  [[nodiscard]] std::span<const Access> accesses_of(std::size_t event) const {
    const std::size_t first = first_access_[event];
    const bool last = event + 1 == first_access_.size();
    return std::span(accesses_).subspan(
        first, (last ? accesses_.size() : first_access_[event + 1]) - first);
  }
  /// The last access to the resource by an event before `event`.
  [[nodiscard]] std::uint32_t last_access_before(kernel::ResourceId r, std::size_t event) const;
  /// Whether one of the events from `since` on touched the resource.
  [[nodiscard]] bool touched_since(kernel::ResourceId r, std::size_t since) const {
    const std::uint32_t last = last_[index(r)];
    return last != kNoAccess && accesses_[last].event >= since;
  }

 private:
  /// Signed: the greater of two is found faster.
  using Time = std::int32_t;
  [[nodiscard]] static bool knows(Time time, std::size_t event) {
    return static_cast<std::size_t>(time) > event;
  }
  [[nodiscard]] const Time* clock(std::size_t event) const { return &clocks_[event * width_]; }
  void forget_from(std::size_t event);
  void add(const kernel::Execution& execution, std::size_t event);
  void join(Time* into, std::size_t event) const;
  void join_conflicts(Time* into, const kernel::Touch& touch) const;
  void remember(std::size_t event, std::span<const kernel::Touch> touches);

  std::size_t width_ = 0;                    // room for so many goroutines
  kernel::Row<Time> clocks_;                 // [event][goroutine]: 1 + its last event known, or 0
  kernel::Row<std::uint16_t> leader_;        // of each event, a goroutine that takes part in it
  kernel::Row<Access> accesses_;             // in the order of their events
  kernel::Row<std::uint32_t> first_access_;  // of each event
  kernel::Row<std::uint32_t> last_;
  std::vector<std::uint32_t> barriers_;  // events that everything is ordered against
};

}  // namespace weft::search
