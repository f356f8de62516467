// Whether a scenario does the same when the same schedule is run again. It must: everything else
// rests on that.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/explore/schedule.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

class Determinism {
 public:
  /// Both must outlive it.
  Determinism(kernel::World& world, const Scenario& scenario)
      : world_(world), scenario_(scenario) {}

  void remember(const kernel::Execution& execution);
  /// Runs the remembered schedule again. The first event that differs, if one does; the number of
  /// events if only the end does.
  [[nodiscard]] std::optional<std::size_t> first_difference();
  /// The finding in words, given the event.
  [[nodiscard]] Counterexample tell(std::size_t event);

 private:
  kernel::World& world_;
  const Scenario& scenario_;
  std::vector<kernel::Transition> as_it_was_;  // under the names of the search
  Schedule schedule_;
  std::vector<std::uint64_t> prints_;  // one for each event, one for the end
};

}  // namespace weft
