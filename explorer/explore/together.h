// The part of a large search that several threads do together: it proves that nothing is wrong,
// or it stops as soon as something is not as usual, and leaves the rest to one thread.
#pragma once

#include <cstdint>
#include <memory>

#include "weft/explorer/explore/budget.h"
#include "weft/explorer/explore/options.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/explorer/kernel/world.h"
#include "weft/explorer/search/dpor.h"

namespace weft {

struct Together {
  enum class End {
    finished,    ///< every execution there was has been explored, and kept all promises
    used_up,     ///< so did all so far, but the budget is used up
    suspicious,  ///< one broke a promise, crashed, or taught the search something new
  };
  End end = End::finished;
  std::uint64_t executions = 0;
  std::uint64_t blocked = 0;
  std::uint64_t events = 0;
  std::size_t depth = 0;
  bool steps_cut = false;
  bool held_back = false;
  bool loops = false;  ///< some goroutine may go round in circles
};

/// Goes on with `search`, which has made `made_before` executions, on Options::jobs threads.
/// `first` is the world it was begun in; what that has learned, the others know.
[[nodiscard]] Together explore_together(const Scenario& scenario, const Options& options,
                                        const Budget& budget, const kernel::World& first,
                                        std::uint64_t made_before,
                                        std::unique_ptr<search::Dpor> search);

}  // namespace weft
