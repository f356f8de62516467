// What is known of a crash when there is nothing that may be called.
#pragma once

#include <cstddef>

#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/outside.h"

namespace weft::kernel {

struct Crash {
  const char* kind = nullptr;  ///< null: there was none
  GoroutineId goroutine = kNobody;
  char what[160] = {};
  bool outside = false;
  Outside::Calls calls{};
  std::size_t depth = 0;
};

}  // namespace weft::kernel
