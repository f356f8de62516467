// At every step any of the transitions that are enabled, all equally likely. For spaces that no
// search can finish; it proves nothing.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/search/dice.h"

namespace weft::search {

class RandomWalk final : public kernel::Strategy {
 public:
  /// Equal seeds, equal walks.
  explicit RandomWalk(std::uint64_t seed) : seed_(seed), dice_(seed) {}

  kernel::Transition choose(kernel::Open& open) override;
  /// There is always another walk.
  bool learn(const kernel::Execution& /*finished*/) override { return true; }
  void restart() override { dice_.seed(seed_); }

  struct Saved {
    std::string dice;
  };
  /// The series so far, to go on with it.
  [[nodiscard]] Saved save() const { return {text_of(dice_)}; }
  void load(const Saved& saved) { dice_ = dice_of(saved.dice); }

 private:
  std::uint64_t seed_;
  std::mt19937_64 dice_;
};

}  // namespace weft::search
