// The entries of the glossary, by what they are about.
#pragma once

#include <span>

#include "weft/explorer/output/glossary.h"

namespace weft::output {

/// Goroutines that wait or run for ever.
[[nodiscard]] std::span<const Entry> waiting_entries();
/// Values that are not what they should be.
[[nodiscard]] std::span<const Entry> data_entries();
/// Rules of single primitives.
[[nodiscard]] std::span<const Entry> rule_entries();
/// The heap of unmodified code.
[[nodiscard]] std::span<const Entry> memory_entries();
/// Programs that do not come to an orderly end, or not twice to the same.
[[nodiscard]] std::span<const Entry> process_entries();

}  // namespace weft::output
