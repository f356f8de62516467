// Strategies that follow a given schedule and afterwards the default rule.
#pragma once

#include <cstddef>
#include <limits>
#include <span>

#include "weft/explorer/explore/schedule.h"
#include "weft/explorer/kernel/strategy.h"

namespace weft {

inline constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

/// Follows every step of a schedule.
class Follow final : public kernel::Strategy {
 public:
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

/// Follows the default rule but for some deviations.
class FollowDeviations final : public kernel::Strategy {
 public:
  /// `deviations`, in order of their events, must outlive it.
  explicit FollowDeviations(std::span<const Deviation> deviations) : deviations_(deviations) {}

  kernel::Transition choose(kernel::Open& open) override;
  bool learn(const kernel::Execution& /*finished*/) override { return false; }
  void restart() override;

  /// The first deviation that could not be made, as an event; kNowhere: all of them were.
  [[nodiscard]] std::size_t left_at() const;

 private:
  std::span<const Deviation> deviations_;
  std::size_t next_ = 0;
  std::size_t left_at_ = kNowhere;
};

}  // namespace weft
