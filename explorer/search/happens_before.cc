#include "weft/explorer/search/happens_before.h"

#include <algorithm>

namespace weft::search {

using kernel::Event;
using kernel::Execution;
using kernel::kNever;
using kernel::kNobody;
using kernel::Mode;
using kernel::Urgency;

void HappensBefore::join(std::uint32_t* into, std::size_t event) const {
  const std::uint32_t* const from = clock(event);
  for (std::size_t g = 0; g < width_; ++g) into[g] = std::max(into[g], from[g]);
}

void HappensBefore::join_conflicts(std::uint32_t* into, const kernel::Touch& touch) const {
  if (touch.mode == Mode::tally) return;
  for (std::uint32_t id = last_[index(touch.resource)]; id != kNoAccess;) {
    const Access& earlier = accesses_[id];
    if (conflict(earlier.mode, touch.mode)) join(into, earlier.event);
    if (earlier.mode == Mode::write) return;  // it comes after all that was before it
    id = earlier.previous;
  }
}

void HappensBefore::remember(std::size_t event, std::span<const kernel::Touch> touches) {
  for (const kernel::Touch& touch : touches) {
    std::uint32_t& last = last_[index(touch.resource)];
    accesses_.push_back({static_cast<std::uint32_t>(event), touch.mode, touch.delta, last});
    last = static_cast<std::uint32_t>(accesses_.size() - 1);
  }
}

void HappensBefore::compute(const Execution& execution) {
  width_ = execution.goroutines().size();
  clocks_.assign(execution.size() * width_, 0);
  leader_.resize(execution.size());
  accesses_.clear();
  last_.assign(execution.resources(), kNoAccess);

  std::size_t barrier = index(kNever);
  for (std::size_t e = 0; e < execution.size(); ++e) {
    const Event& event = execution[e];
    std::uint32_t* const own = &clocks_[e * width_];
    const kernel::OperationRecord& operation = execution.operation(event.operation);
    if (operation.previous != kNever) join(own, index(operation.previous));
    if (event.transition.peer != kNobody) {
      const auto& other = execution.operation(event.peer_operation);
      if (other.previous != kNever) join(own, index(other.previous));
      own[index(event.transition.peer)] = static_cast<std::uint32_t>(e + 1);
    }
    for (const kernel::Touch& touch : execution.footprint(event)) join_conflicts(own, touch);
    if (barrier != index(kNever)) join(own, barrier);
    if (operation.urgency != Urgency::normal) {
      // It happened because nothing else could: all there was comes before, all there is after.
      for (std::size_t earlier = 0; earlier < e; ++earlier) join(own, earlier);
      barrier = e;
    }
    own[index(event.transition.goroutine)] = static_cast<std::uint32_t>(e + 1);
    leader_[e] = static_cast<std::uint16_t>(index(event.transition.goroutine));
    remember(e, execution.footprint(event));
  }
}

}  // namespace weft::search
