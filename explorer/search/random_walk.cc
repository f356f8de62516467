#include "weft/explorer/search/random_walk.h"

namespace weft::search {

kernel::Transition RandomWalk::choose(kernel::Open& open) {
  const auto enabled = open.all();
  if (enabled.empty()) return {};
  return enabled[dice_() % enabled.size()];
}

}  // namespace weft::search
