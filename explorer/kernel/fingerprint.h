// What a goroutine is like at a moment: a hash of its registers and its stack. Two equal ones at
// the same place mean that it went round a loop and came back as it was.
#pragma once

#include <cstdint>

#include "weft/explorer/kernel/fiber.h"

namespace weft::kernel {

/// Of the calling goroutine, from the frame at `frame` (__builtin_frame_address) up. Never 0.
[[nodiscard]] std::uint64_t fingerprint(StackMemory stack, const void* frame);

/// Clears what calls have left behind below the caller's frame, so that a later fingerprint sees
/// the goroutine's own doings only.
void scrub_stack();

}  // namespace weft::kernel
