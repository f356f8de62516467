// What breaks on a thread that is none of weft's, though a scenario has started it.
#pragma once

#include <sys/types.h>

#include <array>
#include <atomic>
#include <cstdint>

#include "weft/explorer/kernel/ids.h"

namespace weft::kernel {

/// Where a thread comes from.
struct Origin {
  pid_t searcher = 0;             ///< the thread that searches; 0: no scenario has started it
  GoroutineId starter = kNobody;  ///< who started it, or the thread that started it
  std::uint64_t run = 0;          ///< of World: which execution that was
};

struct Outside {
  using Calls = std::array<void*, 48>;  // return addresses, innermost first

  Origin origin;
  const char* kind = nullptr;
  std::array<char, 160> what{};
  Calls calls{};
  std::size_t depth = 0;
  std::atomic<bool> noted = false;  ///< it has become an incident: nobody needs it any more
};

/// From the thread that breaks, in a signal handler. False: another one has not been noted yet.
[[nodiscard]] bool break_outside(Outside& broken);
/// What has broken for a search on the calling thread and is not noted; null: nothing.
[[nodiscard]] Outside* broken_outside();
/// It is noted, and the thread may be gone at any moment.
void let_go(Outside& broken);

}  // namespace weft::kernel
