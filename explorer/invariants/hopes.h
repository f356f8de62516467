// Who could have given a goroutine what it waits for, and does not any more.
#pragma once

#include <cstddef>
#include <string>

#include "weft/explorer/kernel/transcript.h"

namespace weft::invariants {

/// "main was the last to send to jobs, at step 4 (x.cc:3), and has finished; nobody closed it":
/// for each thing that `g` waits for and that is held by nobody.
[[nodiscard]] std::string last_hope_of(const Transcript& transcript, std::size_t g);

}  // namespace weft::invariants
