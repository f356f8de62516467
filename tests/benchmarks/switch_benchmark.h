// What a switch between fibers costs on this machine, without weft: a measure for all other
// figures.
#pragma once

namespace weft::benchmarks {

/// Registers round trips between two bare fibers.
void add_switch();

}  // namespace weft::benchmarks
