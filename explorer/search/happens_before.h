// The happens-before of one execution, as the search sees it: program order, spawning, and the
// order of dependent events. Clocks hold event positions, so a question costs one comparison.
// What a search keeps of the execution before is kept here too.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "weft/explorer/kernel/execution.h"

namespace weft::search {

class HappensBefore {
 public:
  /// Computes the relation for `execution`, whose first `unchanged` events are those of the
  /// execution before.
  void compute(const kernel::Execution& execution, std::size_t unchanged = 0);

  /// Whether event `a` happens before event `b`; false for a == b.
  [[nodiscard]] bool before(std::size_t a, std::size_t b) const {
    return a < b && clock(b)[leader_[a]] > a;
  }
  [[nodiscard]] bool before_or_equal(std::size_t a, std::size_t b) const {
    return a == b || before(a, b);
  }

  /// One access of the history of a resource, latest first through `previous`.
  struct Access {
    std::uint32_t event;
    kernel::ResourceId resource;
    kernel::Mode mode;
    std::int32_t delta;
    std::int32_t total;      // the resource's count afterwards
    std::uint32_t previous;  // kNoAccess at the end
    std::uint32_t unlike;    // the latest one before that has another mode
    bool raised;             // it or one before has raised the count
    bool tallied;            // it or one before is ordered with nobody else's
  };
  static constexpr std::uint32_t kNoAccess = 0xFFFFFFFF;
  /// The last access to the resource.
  [[nodiscard]] std::uint32_t last_access(kernel::ResourceId r) const { return last_[index(r)]; }
  [[nodiscard]] const Access& access(std::uint32_t id) const { return accesses_[id]; }
  /// The last access to the resource by an event before `event`.
  [[nodiscard]] std::uint32_t last_access_before(kernel::ResourceId r, std::size_t event) const;
  /// Whether one of the events from `since` on touched the resource.
  [[nodiscard]] bool touched_since(kernel::ResourceId r, std::size_t since) const {
    const std::uint32_t last = last_[index(r)];
    return last != kNoAccess && accesses_[last].event >= since;
  }

 private:
  [[nodiscard]] const std::uint32_t* clock(std::size_t event) const {
    return &clocks_[event * width_];
  }
  void forget_from(std::size_t event);
  void add(const kernel::Execution& execution, std::size_t event);
  void join(std::uint32_t* into, std::size_t event) const;
  void join_conflicts(std::uint32_t* into, const kernel::Touch& touch) const;
  void remember(std::size_t event, std::span<const kernel::Touch> touches);

  std::size_t width_ = 0;                    // room for so many goroutines
  std::vector<std::uint32_t> clocks_;        // [event][goroutine]: 1 + its last event known, or 0
  std::vector<std::uint16_t> leader_;        // of each event, a goroutine that takes part in it
  std::vector<Access> accesses_;             // in the order of their events
  std::vector<std::uint32_t> first_access_;  // of each event
  std::vector<std::uint32_t> last_;
  std::vector<std::uint32_t> barriers_;  // events that everything is ordered against
};

}  // namespace weft::search
