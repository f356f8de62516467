// Who called a function that is taken over: raw addresses while searching, lines when told.
#pragma once

#include <array>
#include <cstddef>

#include "weft/explorer/kernel/location.h"

namespace weft::unmodified {

/// The return addresses of the innermost calls, as far as frame pointers show them.
class Caller {
 public:
  static constexpr std::size_t kDepth = 6;

  /// `frame`: WEFT_FRAME of the function that was called.
  explicit Caller(const void* frame);

  /// A place that tells calls apart, and has no file: whoever tells about it finds the line of the
  /// user's by the stack.
  [[nodiscard]] kernel::Location site() const;
  /// The return address of the innermost call.
  [[nodiscard]] void* pc() const { return pcs_[0]; }

 private:
  std::array<void*, kDepth> pcs_{};
};

/// The line of the user's that is being executed; empty while nothing is told. It lives for ever.
[[nodiscard]] kernel::Location told_place();

}  // namespace weft::unmodified

/// The frame of the function it stands in, where all registers of its caller's are kept: what the
/// explorer's own calls have on the stack is no part of what the caller is like.
#define WEFT_FRAME (__builtin_unwind_init(), __builtin_frame_address(0))
/// Of the function it stands in.
#define WEFT_CALLER ::weft::unmodified::Caller(WEFT_FRAME)
