// sync.WaitGroup: wait until a count of unfinished things is back at zero.
//
// Dependency: one resource, the count. Adds and dones commute; a wait reads. The one thing that
// shows their order is the panic of a count below zero. A wait group that could get there is
// recognised (see could_go_below_zero), and from then on its adds and dones write.
//
// Misuse, a finding: an add that a wait is not ordered before, though the wait went first. In Go
// that add, or one like it, may also find the counter at zero while somebody is in the wait.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "weft/primitives/object.h"

namespace weft {

using kernel::Function;

class WaitGroup : public Object {
 public:
  explicit WaitGroup(std::string_view name = {}, Location at = Location::here());
  ~WaitGroup() { outlive_users(); }

  /// Adds `delta`, which may be negative. Throws Panic if the count goes below zero (Go:
  /// "sync: negative WaitGroup counter"). Adds that start from zero must happen before the wait;
  /// to use it again, all waits of the round before must have returned.
  void add(int delta = 1, Location at = Location::here());
  void done(Location at = Location::here()) { add(-1, at); }
  /// Waits until the count is zero.
  void wait(Location at = Location::here());
  /// WaitGroup.Go: adds one, runs `body` as a goroutine, and is done when that ends.
  void go(Function body, Location at = Location::here());

 private:
  /// A 1 that was added, and the done that is matched with it.
  struct Unit {
    kernel::Epoch added;
    std::size_t taker;
  };

  [[nodiscard]] kernel::AlternativeId change_by(int delta, bool order_is_seen) const;
  void note(int delta);
  void check_order_against_waits() const;
  [[nodiscard]] bool could_go_below_zero();
  [[nodiscard]] bool match(std::size_t taker);

  kernel::ResourceId count_ = kernel::new_resources();
  kernel::AlternativeId up_;
  kernel::AlternativeId down_;
  kernel::AlternativeId wait_;
  std::vector<Unit> units_;
  std::vector<std::uint32_t> pasts_;        // for each done, the units it knows were added before
  std::vector<std::uint32_t> past_begins_;  // into pasts_, by done
  std::vector<bool> tried_;
  std::vector<kernel::Epoch> returned_;  // each goroutine's latest wait
};

}  // namespace weft
