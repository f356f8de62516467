#include "weft/explorer/explore/follow.h"

namespace weft {

using kernel::Open;
using kernel::Transition;

Transition Follow::choose(Open& open) {
  const std::size_t depth = open.so_far().size();
  if (depth >= stop_after_) return {};
  if (left_at_ != kNowhere || depth >= schedule_.size()) return open.usual();
  if (open.enabled(schedule_[depth])) return schedule_[depth];
  left_at_ = depth;
  return open.usual();
}

Transition FollowDeviations::choose(Open& open) {
  const std::size_t depth = open.so_far().size();
  const bool due = next_ < deviations_.size() && deviations_[next_].event == depth;
  if (!due || left_at_ != kNowhere) return open.usual();
  const Deviation& deviation = deviations_[next_++];
  const Transition t =
      deviation.first ? first_of(deviation.transition.goroutine, open) : deviation.transition;
  if (!t.none() && open.enabled(t)) return t;
  left_at_ = depth;
  return open.usual();
}

void FollowDeviations::restart() {
  next_ = 0;
  left_at_ = kNowhere;
}

std::size_t FollowDeviations::left_at() const {
  if (left_at_ != kNowhere || next_ == deviations_.size()) return left_at_;
  return deviations_[next_].event;  // the execution ended before it was due
}

}  // namespace weft
