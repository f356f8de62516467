// What a goroutine is like at a moment: a hash of its registers and its stack. Two equal ones at
// the same place mean that it went round a loop and came back as it was.
#pragma once

#include <cstddef>
#include <cstdint>

#include "weft/explorer/kernel/fiber.h"

namespace weft::kernel {

/// Of the calling goroutine, from the frame at `frame` (__builtin_frame_address) up. Never 0.
/// `registers`: some are not kept there, but in those that are preserved until now.
[[nodiscard]] std::uint64_t fingerprint(StackMemory stack, const void* frame, bool registers);

/// So far down do the explorer's own calls reach, as a rule.
#ifdef __OPTIMIZE__
inline constexpr std::size_t kScrubbedBytes = 2048;
#else
inline constexpr std::size_t kScrubbedBytes = 8192;
#endif

/// Clears what calls have left behind below the caller's frame, so that a later fingerprint sees
/// the goroutine's own doings only.
void scrub_stack();

}  // namespace weft::kernel
