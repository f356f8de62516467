#include "weft/explorer/explore/follow.h"

namespace weft {

kernel::Transition Follow::choose(kernel::Open& open) {
  const std::size_t depth = open.so_far().size();
  if (depth >= stop_after_) return {};
  if (left_at_ != kNowhere || depth >= schedule_.size()) return open.usual();
  if (open.enabled(schedule_[depth])) return schedule_[depth];
  left_at_ = depth;
  return open.usual();
}

}  // namespace weft
