// For who does not want to choose: executions with few preemptions first, for most bugs need no
// more; then every trace; and if there is no time for that, what is left goes into random
// executions.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/search/bounded.h"
#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/pct.h"

namespace weft::search {

class Auto final : public kernel::Strategy {
 public:
  /// How much of the time for the search is used up, 0 to 1.
  using Used = std::function<double()>;

  /// `seed` and `depth`: see Pct.
  Auto(Used used, std::uint64_t seed, unsigned depth) : used_(std::move(used)), pct_(seed, depth) {}

  kernel::Transition choose(kernel::Open& open) override { return current().choose(open); }
  bool learn(const kernel::Execution& finished) override;
  void restart() override;
  [[nodiscard]] kernel::Account account() const override;

 private:
  enum class Phase : std::uint8_t { bounded, all, random };

  [[nodiscard]] kernel::Strategy& current();
  void go_on(Phase next, const std::string& so_far);

  static constexpr std::uint32_t kPreemptions = 2;
  Used used_;
  Bounded bounded_{kPreemptions};
  Dpor all_;
  Pct pct_;
  Phase phase_ = Phase::bounded;
  std::uint64_t executions_ = 0;  // of this phase
  std::vector<std::string> notes_;
};

}  // namespace weft::search
