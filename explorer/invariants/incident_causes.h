// How it came to what was reported: a race, a panic, a crash.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/transcript.h"

namespace weft::invariants {

/// The two steps that are not ordered, the earlier first; none if they were not told.
[[nodiscard]] std::vector<std::size_t> steps_of_race(const kernel::Incident& race,
                                                     const Transcript& transcript);

/// "nothing orders the read of x at a.cc:3 and the write at b.cc:7", whichever came first: `steps`
/// are those of the race.
[[nodiscard]] std::string title_of_race(const std::vector<std::size_t>& steps,
                                        const Transcript& transcript);

/// Both accesses, who made them, what they held, and the last thing they agree on.
[[nodiscard]] std::vector<std::string> cause_of_race(const kernel::Incident& race,
                                                     const kernel::Execution& told,
                                                     const Transcript& transcript);

/// What its goroutine did last, and who did something to the same object before.
[[nodiscard]] std::vector<std::string> what_led_to(const kernel::Incident& incident,
                                                   const Transcript& transcript);

}  // namespace weft::invariants
