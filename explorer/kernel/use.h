// What a goroutine stands at before and after it uses what is another one's.
#pragma once

#include <span>

#include "weft/explorer/kernel/operation.h"

namespace weft::kernel {

inline const Name kLife{"", "an object", {}};

class Use final : public Operation {
 public:
  Use(const AlternativeId& way, const char* verb, bool throws_unwind)
      : Operation(std::span(&way, 1), verb, kLife, {}) {
    if (!throws_unwind) called_from_destructors();
  }
};

}  // namespace weft::kernel
