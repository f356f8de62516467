// What a schedule asks of its reader: fewest preemptions first, then fewest switches, then steps.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "weft/explorer/explore/schedule.h"

namespace weft {

struct Cost {
  std::uint32_t preemptions = 0;
  std::uint32_t switches = 0;
  std::uint32_t steps = 0;
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 sees a null pointer where none is
  friend auto operator<=>(const Cost&, const Cost&) = default;
};

/// `so_far`, and then `next`. `could_go_on`: see preemption.h.
[[nodiscard]] Cost then(const Cost& so_far, const kernel::Transition& next,
                        const kernel::Execution& execution, bool could_go_on);

/// Follows another strategy and counts what its choices cost.
class Accountant final : public kernel::Strategy {
 public:
  explicit Accountant(kernel::Strategy& inner) : inner_(inner) {}

  kernel::Transition choose(kernel::Open& open) override;
  bool learn(const kernel::Execution& finished) override { return inner_.learn(finished); }
  void restart() override { inner_.restart(); }

  /// What the first n events of the execution just run cost, for n from none to all.
  [[nodiscard]] const std::vector<Cost>& costs() const { return costs_; }

 private:
  kernel::Strategy& inner_;
  std::vector<Cost> costs_{1};
};

}  // namespace weft
