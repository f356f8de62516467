// Every interleaving, once each. Too many for work, just right as the truth other searches are
// held against.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/strategy.h"

namespace weft::search {

class Naive final : public kernel::Strategy {
 public:
  kernel::Transition choose(kernel::Open& open) override;
  bool learn(const kernel::Execution& finished) override;
  [[nodiscard]] std::size_t unchanged(const kernel::Execution& last) const override {
    return &last == last_ && !path_.empty() ? path_.size() - 1 : 0;
  }
  void restart() override {
    path_.clear();
    last_ = nullptr;
  }

  struct Fork {
    std::uint64_t taken;
    std::uint64_t width;
  };
  struct Saved {
    std::vector<Fork> path;
  };
  /// Between learn() and the next execution only.
  [[nodiscard]] Saved save() const { return {path_}; }
  void load(Saved saved) { path_ = std::move(saved.path); }

 private:
  std::vector<Fork> path_;
  const kernel::Execution* last_ = nullptr;
};

}  // namespace weft::search
