// Runs a schedule once more, for a person: the only place where a search makes text.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/explore/schedule.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/kernel/world.h"

namespace weft {

class Recorder;
class UserOutput;

class Teller {
 public:
  /// All must outlive it.
  Teller(kernel::World& world, const Scenario& scenario, Inspector& inspector, UserOutput& output)
      : world_(world), scenario_(scenario), inspector_(inspector), output_(output) {}

  /// The tale of how following `schedule` breaks a promise.
  [[nodiscard]] Counterexample tell(std::span<const kernel::Transition> schedule,
                                    const Broken& broken);
  /// The tale of what `strategy` makes happen, with nothing to find; its token is for all of it.
  [[nodiscard]] Counterexample tell(kernel::Strategy& strategy);

  /// Adds to `told` which two steps of `schedule` decide, how it goes the other way round, and
  /// which switches are needed.
  void tell_what_decides(const Schedule& schedule, const Broken& broken, Counterexample& told);

 private:
  const kernel::Execution& run(Recorder& recorder, Counterexample& told);
  [[nodiscard]] std::string token(const Recorder& recorder, const Transcript& transcript,
                                  std::uint32_t events) const;

  kernel::World& world_;
  const Scenario& scenario_;
  Inspector& inspector_;
  UserOutput& output_;
};

}  // namespace weft
