// At every step any of the transitions that are enabled, all equally likely. For spaces that no
// search can finish; it proves nothing.
#pragma once

#include <cstdint>
#include <random>

#include "weft/explorer/kernel/strategy.h"

namespace weft::search {

class RandomWalk final : public kernel::Strategy {
 public:
  /// Equal seeds, equal walks.
  explicit RandomWalk(std::uint64_t seed) : seed_(seed), dice_(seed) {}

  kernel::Transition choose(kernel::Open& open) override;
  /// There is always another walk.
  bool learn(const kernel::Execution& /*finished*/) override { return true; }
  void restart() override { dice_.seed(seed_); }

 private:
  std::uint64_t seed_;
  std::mt19937_64 dice_;
};

}  // namespace weft::search
