// How a goroutine that has not finished ends in a counterexample.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "weft/explorer/explore/counterexample.h"
#include "weft/explorer/output/terminal.h"

namespace weft::output {

enum class Fate : std::uint8_t {
  unremarkable,    ///< finished, or the tale just ends before it goes on
  waits_for_ever,  ///< at Transcript::Goroutine::waits
  breaks,          ///< it panics, crashes, …: the program is over
};

[[nodiscard]] Fate fate_of(const Counterexample& told, std::size_t goroutine);

/// The last that is to be said of a goroutine: "✗ lock mu for ever", "✗ panics"; empty if its fate
/// is unremarkable.
[[nodiscard]] std::string last_words(const Counterexample& told, std::size_t goroutine,
                                     const Style& style);

/// Where that happens, as far as it is known.
[[nodiscard]] Place last_place(const Counterexample& told, std::size_t goroutine);

}  // namespace weft::output
