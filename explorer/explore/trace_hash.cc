#include "weft/explorer/explore/trace_hash.h"

namespace weft {

using kernel::Event;
using kernel::Execution;
using kernel::Mode;
using kernel::Touch;

void TraceHash::clear() {
  value_ = 0;
  names_.clear();
  last_.clear();
  phases_.clear();
}

void TraceHash::follow(const Execution& execution) {
  while (names_.size() < execution.size()) add(execution, execution[names_.size()]);
}

std::uint64_t& TraceHash::last_of(kernel::GoroutineId g) {
  if (last_.size() <= index(g)) last_.resize(index(g) + 1, 0);
  return last_[index(g)];
}

TraceHash::Phase& TraceHash::phase_of(kernel::ResourceId r) {
  if (phases_.size() <= index(r)) phases_.resize(index(r) + 1);
  return phases_[index(r)];
}

/// An event is named by who it is and by the events it follows; a prefix, by the sum of its
/// events, which does not depend on their order.
void TraceHash::add(const Execution& execution, const Event& event) {
  const kernel::Transition& t = event.transition;
  std::uint64_t name = stir(stir(index(t.goroutine), t.way), last_of(t.goroutine));
  if (t.peer != kernel::kNobody) {
    name = stir(stir(stir(name, index(t.peer)), t.peer_way), last_of(t.peer));
  }
  const auto touches = execution.footprint(event);
  std::uint64_t past = 0;
  for (const Touch& touch : touches) {
    if (touch.mode == Mode::tally) continue;
    Phase& phase = phase_of(touch.resource);
    if (conflict(phase.mode, touch.mode)) {
      phase = {.mode = touch.mode, .now = 0, .before = stir(phase.before, phase.now)};
    }
    past += stir(index(touch.resource), phase.before);
  }
  name = stir(name, past);
  for (const Touch& touch : touches) {
    if (touch.mode != Mode::tally) phase_of(touch.resource).now += name;
  }
  last_of(t.goroutine) = name;
  if (t.peer != kernel::kNobody) last_of(t.peer) = name;
  value_ += name;
  names_.push_back(name);
}

}  // namespace weft
