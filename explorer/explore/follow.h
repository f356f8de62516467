// A strategy that follows a given schedule and afterwards the default rule.
#pragma once

#include <cstddef>
#include <limits>
#include <span>

#include "weft/explorer/kernel/strategy.h"

namespace weft {

class Follow final : public kernel::Strategy {
 public:
  static constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

  /// `schedule` must outlive it. The execution is given up after `stop_after` events.
  explicit Follow(std::span<const kernel::Transition> schedule, std::size_t stop_after = kNowhere)
      : schedule_(schedule), stop_after_(stop_after) {}

  kernel::Transition choose(kernel::Open& open) override;
  bool learn(const kernel::Execution& /*finished*/) override { return false; }
  void restart() override { left_at_ = kNowhere; }

  /// The first step of the schedule that could not happen; kNowhere: all of them did.
  [[nodiscard]] std::size_t left_at() const { return left_at_; }

 private:
  std::span<const kernel::Transition> schedule_;
  std::size_t stop_after_;
  std::size_t left_at_ = kNowhere;
};

}  // namespace weft
