// How much one execution may take.
#pragma once

#include <cstddef>

namespace weft::kernel {

struct WorldLimits {
  std::size_t stack_bytes = 64 * 1024;
  std::size_t max_steps = 20'000;  ///< events of one execution
  std::size_t max_goroutines = 4096;
};

}  // namespace weft::kernel
