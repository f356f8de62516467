// The decisions that reproduce an execution: all of them, or only those that are not what the
// default rule would have done anyway.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/preemption.h"

namespace weft {

/// Its goroutines are numbered as they were started, from 0: it can be followed under fresh names.
using Schedule = std::vector<kernel::Transition>;

using search::could_go_on;
using search::switches;

/// The how many-th goroutine to be started `g` was in `execution`.
[[nodiscard]] kernel::GoroutineId place(kernel::GoroutineId g, const kernel::Execution& execution);

[[nodiscard]] Schedule schedule_of(const kernel::Execution& execution);

/// While this lives, a world calls goroutines by the order in which they are started in the first
/// execution it runs. What the search calls them it knows again afterwards.
class FreshNames {
 public:
  explicit FreshNames(kernel::World& world) : world_(world), before_(world.names()) { forget(); }
  FreshNames(const FreshNames&) = delete;
  FreshNames& operator=(const FreshNames&) = delete;
  ~FreshNames() { world_.use(std::move(before_)); }

  /// The next execution is the first again.
  void forget() { world_.use(std::make_shared<kernel::Names>()); }

 private:
  kernel::World& world_;
  std::shared_ptr<kernel::Names> before_;
};

/// At `event`, `transition` happens instead of what the default rule says.
struct Deviation {
  std::uint32_t event = 0;
  kernel::Transition transition;
  /// Only the goroutine counts: the first of its transitions.
  bool first = false;
  friend bool operator==(const Deviation&, const Deviation&) = default;
};

/// The first enabled transition of `g`; none if it has none.
[[nodiscard]] kernel::Transition first_of(kernel::GoroutineId g, kernel::Open& open);

}  // namespace weft
