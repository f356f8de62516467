// No goroutine finishes with a lock that nobody gives back afterwards.
#pragma once

#include "weft/explorer/invariants/invariant.h"

namespace weft::invariants {

class NoHeldLock final : public Invariant {
 public:
  void check(const kernel::Execution& finished, std::vector<Violation>& broken) override;
  [[nodiscard]] Finding tell(const Violation& violation, const kernel::Execution& told,
                             const Transcript& transcript) const override;
  [[nodiscard]] std::vector<std::string> cause(const Violation& violation,
                                               const kernel::Execution& told,
                                               const Transcript& transcript) const override;
};

}  // namespace weft::invariants
