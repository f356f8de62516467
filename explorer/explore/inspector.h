// Holds every finished execution against the promises; finds words for those that were broken.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "weft/explorer/invariants/invariant.h"

namespace weft {

/// A broken promise and the one who can tell about it.
struct Broken {
  invariants::Violation violation;
  const invariants::Invariant* promise;
};

/// What was broken as `violation`, its goroutine numbered by place, in the same schedule run again;
/// nullptr if nothing was.
[[nodiscard]] const Broken* find_again(const invariants::Violation& violation,
                                       std::span<const Broken> broken);

class Inspector {
 public:
  Inspector();

  /// What is broken in `finished`, the earliest first; good until the next call. What happens
  /// after something that would have ended the program is left out.
  std::span<const Broken> inspect(const kernel::Execution& finished);

 private:
  std::vector<std::unique_ptr<invariants::Invariant>> promises_;
  std::vector<invariants::Violation> found_;
  std::vector<Broken> broken_;
};

}  // namespace weft
