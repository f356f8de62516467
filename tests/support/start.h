// A goroutine that goes on after its last use of what its starter has on the stack.
#pragma once

#include "weft/primitives/weft.h"

namespace weft::testing_support {

/// Go's way to wait until a goroutine has started; then that one stores 1 to `x`.
inline void start_storing(Atomic<int>& x) {
  WaitGroup ready("ready");
  ready.add(1);
  go([&] {
    ready.done();
    x.store(1);
  });
  ready.wait();
}

}  // namespace weft::testing_support
