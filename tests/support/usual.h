// The same schedule for ever: what an execution costs that nobody searches.
#pragma once

#include "weft/explorer/kernel/strategy.h"

namespace weft::testing_support {

class Usual final : public kernel::Strategy {
 public:
  kernel::Transition choose(kernel::Open& open) override { return open.usual(); }
  bool learn(const kernel::Execution& /*finished*/) override { return true; }
  void restart() override {}
};

}  // namespace weft::testing_support
