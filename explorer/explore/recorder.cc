#include "weft/explorer/explore/recorder.h"

namespace weft {

kernel::Transition Recorder::choose(kernel::Open& open) {
  const kernel::Transition chosen = inner_.choose(open);
  if (chosen.none()) return chosen;
  const bool switched = switches(chosen, open.so_far());
  choices_.push_back({.switched = switched, .preempted = switched && could_go_on(open)});
  if (chosen != open.usual()) {
    deviations_.push_back({.event = static_cast<std::uint32_t>(open.so_far().size()),
                           .transition = chosen,
                           .first = first_of(chosen.goroutine, open) == chosen});
  }
  return chosen;
}

void Recorder::restart() {
  choices_.clear();
  deviations_.clear();
  inner_.restart();
}

}  // namespace weft
