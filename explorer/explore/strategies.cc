#include "weft/explorer/explore/strategies.h"

#include <stdexcept>

#include "weft/explorer/search/dpor.h"
#include "weft/explorer/search/naive.h"

namespace weft {

NamedStrategy make_strategy(const Options& options) {
  if (options.strategy == "dpor") return {.strategy = std::make_unique<search::Dpor>()};
  if (options.strategy == "naive") return {.strategy = std::make_unique<search::Naive>()};
  throw std::invalid_argument("no strategy is called \"" + options.strategy +
                              "\"; there are dpor and naive");
}

}  // namespace weft
