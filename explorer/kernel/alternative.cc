#include "weft/explorer/kernel/alternative.h"

#include "weft/explorer/kernel/check.h"

namespace weft::kernel {

Alternative& Alternative::when(ResourceId resource, Test test, std::int32_t bound) {
  WEFT_CHECK(condition_count < kConditions, "an alternative has at most five conditions");
  conditions[condition_count++] = {resource, test, bound};
  return *this;
}

Alternative& Alternative::touch(DeclaredTouch touch) {
  WEFT_CHECK(touch_count < kTouches, "an alternative has at most seven touches");
  touched[touch_count++] = touch;
  return *this;
}

}  // namespace weft::kernel
