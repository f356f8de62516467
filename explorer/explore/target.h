// Which finding it is, however the schedule that shows it may differ.
#pragma once

#include <cstdint>
#include <string_view>

#include "weft/explorer/explore/inspector.h"

namespace weft {

class Target {
 public:
  /// What `violation` of `execution` is.
  Target(const invariants::Violation& violation, const kernel::Execution& execution)
      : kind_(violation.kind), words_(words_of(violation, execution)) {}

  /// The first among `broken`, which is about `execution`, that is the same; nullptr if none is.
  [[nodiscard]] const Broken* find_in(std::span<const Broken> broken,
                                      const kernel::Execution& execution) const;
  friend bool operator==(const Target&, const Target&) = default;

 private:
  static std::uint64_t words_of(const invariants::Violation& violation,
                                const kernel::Execution& execution);

  std::string_view kind_;
  std::uint64_t words_;  // of what was reported, in any order: a race may be met from either side
};

}  // namespace weft
