// What a goroutine is like at a moment: a hash of its registers and its stack. Two equal ones at
// the same place mean that it went round a loop and came back as it was.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "weft/explorer/kernel/fiber.h"

namespace weft::kernel {

inline constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15;

/// A stack of which some bytes do not count, but something else in their place.
struct SeenStack {
  StackMemory stack;
  std::span<const std::byte> but;
  std::uint64_t in_its_place = 1;
};

/// Of the calling goroutine, from the frame at `frame` (__builtin_frame_address) up. Never 0.
/// `registers`: some are not kept there, but in those that are preserved until now.
[[nodiscard]] std::uint64_t fingerprint(const SeenStack& seen, const void* frame, bool registers);

/// Of memory that is not the caller's: what lies in it counts, padding and all.
[[nodiscard]] std::uint64_t fingerprint_of(std::span<const std::byte> memory, std::uint64_t seed);

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
