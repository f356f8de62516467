// For who does not want to choose: executions with few preemptions first, for most bugs need no
// more; then every trace; and if the budget is clearly too small for those, what is left of it goes
// into random executions.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/search/bounded.h"
#include "weft/explorer/search/descents.h"
#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/frontier.h"
#include "weft/explorer/search/pct.h"

namespace weft::search {

class Auto final : public kernel::Strategy {
 public:
  /// What is left of the budget.
  struct Left {
    double share = 1;  ///< of all there was
    double executions = std::numeric_limits<double>::infinity();
  };
  /// After so many executions.
  using Budget = std::function<Left(std::uint64_t made)>;

  /// `seed` and `depth`: see Pct.
  Auto(Budget budget, std::uint64_t seed, unsigned depth)
      : budget_(std::move(budget)), seed_(seed), pct_(seed, depth) {}

  kernel::Transition choose(kernel::Open& open) override { return current().choose(open); }
  bool learn(const kernel::Execution& finished) override;
  [[nodiscard]] std::size_t unchanged(const kernel::Execution& last) const override {
    return current().unchanged(last);
  }
  void restart() override;
  [[nodiscard]] kernel::Account account() const override;

  enum class Phase : std::uint8_t { bounded, sizing, all, random };
  struct Saved {
    Phase phase = Phase::bounded;
    std::uint64_t made = 0;
    std::uint64_t longest = 0;
    std::vector<std::uint64_t> executions;  // by phase
    std::vector<std::string> notes;
    double at_least = 0;
    Bounded::Saved bounded;
    Frontier all;
    Pct::Saved pct;
  };
  /// Between learn() and the next execution only.
  [[nodiscard]] Saved save();
  /// Goes on in the place of another, with a budget of its own: what was left to chance for lack of
  /// budget is decided again.
  void load(Saved saved);

 private:
  [[nodiscard]] kernel::Strategy& current();
  [[nodiscard]] const kernel::Strategy& current() const;
  [[nodiscard]] std::uint64_t& executions() { return executions_[index(phase_)]; }
  [[nodiscard]] std::uint64_t executions(Phase phase) const { return executions_[index(phase)]; }
  static std::size_t index(Phase phase) { return static_cast<std::size_t>(phase); }
  bool learn_bounded(bool more);
  void learn_sizing(bool more);
  void learn_all();
  [[nodiscard]] bool too_many(const Left& left) const;
  void leave_bounded(const std::string& so_far);
  void begin_sizing(const Left& left);
  void judge_size();
  void give_all_up();

  static constexpr std::uint32_t kPreemptions = 2;
  Budget budget_;
  std::uint64_t seed_;
  Bounded bounded_{kPreemptions};
  std::optional<Descents> descents_;
  std::unique_ptr<Dpor> all_ = std::make_unique<Dpor>();
  Pct pct_;
  Phase phase_ = Phase::bounded;
  std::uint64_t made_ = 0;
  std::uint64_t longest_ = 0;  // events of an execution
  double share_after_sizing_ = 0;
  std::array<std::uint64_t, 4> executions_{};  // by phase
  double at_least_ = 0;                        // so many executions has every trace
  std::vector<std::string> notes_;             // of phases that are over
};

}  // namespace weft::search
