#include "weft/explorer/search/happens_before.h"

#include <algorithm>

namespace weft::search {

using kernel::Event;
using kernel::Execution;
using kernel::kNever;
using kernel::kNobody;
using kernel::Mode;
using kernel::Urgency;

void HappensBefore::join(Time* into, std::size_t event) const {
  const Time* const from = clock(event);
  for (std::size_t g = 0; g < width_; ++g) into[g] = std::max(into[g], from[g]);
}

void HappensBefore::join_conflicts(Time* into, const kernel::Touch& touch) const {
  if (touch.mode == Mode::tally) return;
  for (std::uint32_t id = last_[index(touch.resource)]; id != kNoAccess;) {
    const Access& earlier = accesses_[id];
    const bool conflicting = conflict(earlier.mode, touch.mode);
    if (conflicting) join(into, earlier.event);
    if (earlier.mode == Mode::write) return;  // it comes after all that was before it
    id = conflicting ? earlier.previous : earlier.unlike;
  }
}

void HappensBefore::remember(std::size_t event, std::span<const kernel::Touch> touches) {
  first_access_[event] = static_cast<std::uint32_t>(accesses_.size());
  for (const kernel::Touch& touch : touches) {
    std::uint32_t& last = last_[index(touch.resource)];
    Access& access = accesses_.emplace_back();
    access.event = static_cast<std::uint32_t>(event);
    access.resource = touch.resource;
    access.mode = touch.mode;
    access.delta = touch.delta;
    access.total = touch.delta;
    access.previous = last;
    access.unlike = last;
    access.raised = touch.delta > 0;
    access.tallied = touch.mode == Mode::tally;
    if (last != kNoAccess) {
      const Access& before = accesses_[last];
      access.total += before.total;
      access.raised = access.raised || before.raised;
      access.tallied = access.tallied || before.tallied;
      if (before.mode == touch.mode) access.unlike = before.unlike;
    }
    last = static_cast<std::uint32_t>(accesses_.size() - 1);
  }
}

std::uint32_t HappensBefore::last_access_before(kernel::ResourceId r, std::size_t event) const {
  std::uint32_t id = last_access(r);
  // Mostly it is one that the event itself touches.
  const std::uint32_t end = event + 1 < first_access_.size()
                                ? first_access_[event + 1]
                                : static_cast<std::uint32_t>(accesses_.size());
  for (std::uint32_t own = first_access_[event]; own < end; ++own) {
    if (accesses_[own].resource == r) id = own;
  }
  while (id != kNoAccess && accesses_[id].event >= event) id = accesses_[id].previous;
  return id;
}

void HappensBefore::forget_from(std::size_t event) {
  while (!accesses_.empty() && accesses_.back().event >= event) {
    last_[index(accesses_.back().resource)] = accesses_.back().previous;
    accesses_.pop_back();
  }
  while (!barriers_.empty() && barriers_.back() >= event) barriers_.pop_back();
}

void HappensBefore::compute(const Execution& execution, std::size_t unchanged) {
  forget_from(unchanged);
  last_.resize(std::max(last_.size(), execution.resources()), kNoAccess);
  if (execution.goroutines().size() > width_) {
    forget_from(unchanged = 0);
    constexpr std::size_t kLanes = 4;  // what is compared at once
    const std::size_t needed = std::max(execution.goroutines().size(), 2 * width_);
    width_ = (needed + kLanes - 1) / kLanes * kLanes;
  }
  if (clocks_.size() < execution.size() * width_) clocks_.resize(execution.size() * width_);
  leader_.resize(execution.size());
  first_access_.resize(execution.size());
  for (std::size_t e = unchanged; e < execution.size(); ++e) add(execution, e);
}

void HappensBefore::add(const Execution& execution, std::size_t e) {
  const Event& event = execution[e];
  Time* const own = &clocks_[e * width_];
  const kernel::OperationRecord& operation = execution.operation(event.operation);
  if (operation.previous != kNever) {
    std::copy_n(clock(index(operation.previous)), width_, own);
  } else {
    std::fill_n(own, width_, 0);
  }
  if (event.transition.peer != kNobody) {
    const auto& other = execution.operation(event.peer_operation);
    if (other.previous != kNever) join(own, index(other.previous));
    own[index(event.transition.peer)] = static_cast<Time>(e + 1);
  }
  const auto touches = execution.footprint(event);
  for (const kernel::Touch& touch : touches) join_conflicts(own, touch);
  if (!barriers_.empty()) join(own, barriers_.back());
  if (operation.urgency != Urgency::normal) {
    // It happened because nothing else could: all there was comes before, all there is after.
    for (std::size_t earlier = 0; earlier < e; ++earlier) join(own, earlier);
    barriers_.push_back(static_cast<std::uint32_t>(e));
  }
  own[index(event.transition.goroutine)] = static_cast<Time>(e + 1);
  leader_[e] = static_cast<std::uint16_t>(index(event.transition.goroutine));
  remember(e, touches);
}

}  // namespace weft::search
