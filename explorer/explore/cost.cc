#include "weft/explorer/explore/cost.h"

namespace weft {

Cost then(const Cost& so_far, const kernel::Transition& next, const kernel::Execution& execution,
          bool could_go_on) {
  const bool switched = switches(next, execution);
  return {.preemptions = so_far.preemptions + (switched && could_go_on ? 1U : 0U),
          .switches = so_far.switches + (switched ? 1U : 0U),
          .steps = so_far.steps + 1};
}

kernel::Transition Accountant::choose(kernel::Open& open) {
  const kernel::Transition chosen = inner_.choose(open);
  const kernel::Execution& so_far = open.so_far();
  costs_.resize(so_far.size() + 1);
  if (chosen.none()) return chosen;
  costs_.push_back(then(costs_.back(), chosen, so_far, could_go_on(open)));
  return chosen;
}

}  // namespace weft
