// Programs as the machine of the rules reads them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "weft/tests/support/rules/state.h"

namespace weft::testing_support::rules {

/// A step that nothing can come between.
struct Op {
  std::string verb;
  std::size_t object = 0;  ///< among those of its type
  int value = 0;
  std::size_t child = 0;  ///< the code of the goroutine that it starts
  bool shows = true;      ///< it is the end of what one word of the program means
  struct Way {
    bool sends = false;
    std::size_t chan = 0;
    int value = 0;
  };
  std::vector<Way> ways{};  ///< of a select, or the only one
};

struct Code {
  /// How long its timers run from when they are made; 0 for those that it does not speak of.
  std::array<int, kTimed> timers{};
  std::size_t function = 0;            ///< the code of what a timer calls
  std::vector<std::vector<Op>> parts;  ///< the goroutines of the program, then those they start
  std::vector<std::size_t> lines;      ///< those whose sights are in the outcome
};

Code code_of(const std::vector<std::vector<std::string>>& program);

}  // namespace weft::testing_support::rules
