// What a destructor stands at.
#pragma once

#include <span>

#include "weft/explorer/kernel/operation.h"

namespace weft::kernel {

/// Its last way is taken when nothing else can happen.
class EndOf final : public Operation {
 public:
  EndOf(std::span<const AlternativeId> ways, const Name& object)
      : Operation(ways, "end of", object, object.declared) {
    gives_up();
    called_from_destructors();
  }
};

}  // namespace weft::kernel
