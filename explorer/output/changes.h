// A schedule that was saved, and what it does now that the program has changed.
#pragma once

#include <string>

#include "weft/explorer/kernel/transcript.h"

namespace weft::output {

/// "step 4 was worker: lock mu (queue.cc:12), and is worker: send jobs (queue.cc:14); 3 of 9 steps
/// matched": the first step that does something else. Where it stands in the source, and the value
/// it has, may have changed. Empty if all that was saved happens again.
[[nodiscard]] std::string first_change(const Transcript& saved, const Transcript& now);

}  // namespace weft::output
