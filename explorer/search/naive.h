// Every interleaving, once each. Too many for work, just right as the truth other searches are
// held against.
#pragma once

#include <cstddef>
#include <vector>

#include "weft/explorer/kernel/strategy.h"

namespace weft::search {

class Naive final : public kernel::Strategy {
 public:
  kernel::Transition choose(kernel::Open& open) override;
  bool learn(const kernel::Execution& finished) override;
  void restart() override { path_.clear(); }

 private:
  struct Fork {
    std::size_t taken;
    std::size_t width;
  };
  std::vector<Fork> path_;
};

}  // namespace weft::search
