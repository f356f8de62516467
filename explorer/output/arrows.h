// What one goroutine's step did for another: the arrows of every picture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "weft/explorer/kernel/transcript.h"

namespace weft::output {

struct Arrow {
  enum class Kind : std::uint8_t {
    spawn,     ///< `go` to the first step of the goroutine
    meeting,   ///< both sides of one event; `to` is the same step, the other goroutine
    message,   ///< a buffered send to the receive that got it
    handover,  ///< an unlock to the next lock
    wakeup,    ///< a signal or broadcast to a wake
    closing,   ///< a close to a receive that saw it
    cancel,    ///< the same of a context
    waiting,   ///< the last done of a wait group to a wait
  };
  Kind kind;
  std::size_t from;  ///< step
  std::size_t to;    ///< step
  std::size_t from_goroutine;
  std::size_t to_goroutine;
};

[[nodiscard]] std::string_view to_string(Arrow::Kind kind);

/// In the order of their ends.
[[nodiscard]] std::vector<Arrow> arrows_of(const Transcript& transcript);

}  // namespace weft::output
