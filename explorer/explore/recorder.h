// Listens to another strategy and notes what is worth telling about its choices.
#pragma once

#include <cstdint>
#include <vector>

#include "weft/explorer/explore/schedule.h"

namespace weft {

class Recorder final : public kernel::Strategy {
 public:
  explicit Recorder(kernel::Strategy& inner) : inner_(inner) {}

  kernel::Transition choose(kernel::Open& open) override;
  bool learn(const kernel::Execution& finished) override { return inner_.learn(finished); }
  void restart() override;

  struct Choice {
    bool switched;
    bool preempted;
  };
  [[nodiscard]] const std::vector<Choice>& choices() const { return choices_; }
  [[nodiscard]] const std::vector<Deviation>& deviations() const { return deviations_; }

 private:
  kernel::Strategy& inner_;
  std::vector<Choice> choices_;
  std::vector<Deviation> deviations_;
};

}  // namespace weft
