// Nobody sleeps for ever after a wake-up that found nobody.
#pragma once

#include "weft/explorer/invariants/invariant.h"

namespace weft::invariants {

class NoLostWakeup final : public Invariant {
 public:
  void check(const kernel::Execution& finished, std::vector<Violation>& broken) override;
  [[nodiscard]] Finding tell(const Violation& violation, const kernel::Execution& told,
                             const Transcript& transcript) const override;
  [[nodiscard]] std::vector<std::string> cause(const Violation& violation,
                                               const kernel::Execution& told,
                                               const Transcript& transcript) const override;
};

}  // namespace weft::invariants
