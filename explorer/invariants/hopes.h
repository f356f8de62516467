// Who could have given a goroutine what it waits for, and does not any more.
#pragma once

#include <cstddef>
#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/transcript.h"

namespace weft::invariants {

/// "main was the last to send to jobs, at step 4 (x.cc:3), and has finished; nobody closed it":
/// for each thing that `g` waits for and that is held by nobody.
[[nodiscard]] std::string last_hope_of(const Transcript& transcript, std::size_t g);

/// "Where the scenario passes, worker closes jobs (x.cc:7).": who does, in `passing`, what nobody
/// ever did in `failing` for those of its goroutines that `finding` names. Empty if there is
/// nothing to say.
[[nodiscard]] std::string help_where_it_passes(const Finding& finding, const Transcript& failing,
                                               const Transcript& passing);

}  // namespace weft::invariants
