// Runs a schedule once more, for a person: the only place where a search makes text.
#pragma once

#include <functional>
#include <span>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

using Schedule = std::vector<kernel::Transition>;

[[nodiscard]] Schedule schedule_of(const kernel::Execution& execution);

class Teller {
 public:
  Teller(kernel::World& world, const kernel::Body& body) : world_(world), body_(body) {}

  /// The tale of how following `schedule` breaks a promise.
  [[nodiscard]] Counterexample tell(std::span<const kernel::Transition> schedule,
                                    const Broken& broken);

 private:
  kernel::World& world_;
  const kernel::Body& body_;
};

}  // namespace weft
