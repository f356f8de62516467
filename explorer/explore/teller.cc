#include "weft/explorer/explore/teller.h"

#include <utility>

#include "weft/explorer/explore/follow.h"
#include "weft/explorer/explore/transcript_writer.h"

namespace weft {

Schedule schedule_of(const kernel::Execution& execution) {
  Schedule schedule;
  schedule.reserve(execution.size());
  for (const kernel::Event& event : execution.events()) schedule.push_back(event.transition);
  return schedule;
}

Counterexample Teller::tell(std::span<const kernel::Transition> schedule, const Broken& broken) {
  Follow follow(schedule, broken.violation.events);
  TranscriptWriter writer(world_);
  const kernel::Execution& told = world_.run(body_, follow, &writer);
  Counterexample counterexample;
  counterexample.finding = broken.promise->tell(broken.violation, told, writer.transcript());
  counterexample.cause = broken.promise->cause(broken.violation, told, writer.transcript());
  counterexample.transcript = std::move(writer.transcript());
  return counterexample;
}

}  // namespace weft
