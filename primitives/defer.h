// defer: what is to be done when a scope is left, however it is left.
//
//   Defer unlock([&] { mu.unlock(); });
//
// Several in one scope run last to first, as in Go; but they belong to the scope, not to the
// function. One that throws while an exception is on its way ends the program, as in C++.
#pragma once

#include <utility>

#include "weft/primitives/go.h"

namespace weft {

template <typename F>
class [[nodiscard]] Defer {
 public:
  explicit Defer(F f, Location at = Location::here()) : f_(std::move(f)), at_(at) {}
  Defer(const Defer&) = delete;
  Defer& operator=(const Defer&) = delete;
  // NOLINTNEXTLINE(bugprone-exception-escape): as a deferred function may panic
  ~Defer() noexcept(false) {
    if constexpr (requires { f_(at_); }) {  // a CancelFunc, say: tell where it was deferred
      f_(at_);
    } else {
      f_();
    }
  }

 private:
  F f_;
  Location at_;
};

}  // namespace weft
