#include "weft/explorer/explore/strategies.h"

#include <stdexcept>

#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"
#include "weft/explorer/search/random_walk.h"

namespace weft {

NamedStrategy make_strategy(const Options& options) {
  if (options.strategy == "dpor") return {.strategy = std::make_unique<search::Dpor>()};
  if (options.strategy == "naive") return {.strategy = std::make_unique<search::Naive>()};
  if (options.strategy == "random") {
    return {.strategy = std::make_unique<search::RandomWalk>(options.seed), .exhaustive = false};
  }
  throw std::invalid_argument("no strategy is called \"" + options.strategy +
                              "\"; there are dpor, naive and random");
}

}  // namespace weft
