// Whoever goes round in circles gets out of them some time.
#pragma once

#include "weft/explorer/invariants/invariant.h"

namespace weft::invariants {

class NoLivelock final : public Invariant {
 public:
  void check(const kernel::Execution& finished, std::vector<Violation>& broken) override;
  [[nodiscard]] Finding tell(const Violation& violation, const kernel::Execution& told,
                             const Transcript& transcript) const override;
  [[nodiscard]] std::vector<std::string> cause(const Violation& violation,
                                               const kernel::Execution& told,
                                               const Transcript& transcript) const override;
};

}  // namespace weft::invariants
