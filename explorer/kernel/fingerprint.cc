#include "weft/explorer/kernel/fingerprint.h"

#include <csetjmp>
#include <cstddef>
#include <cstring>

namespace weft::kernel {
namespace {

using Word [[gnu::may_alias]] = std::uint64_t;

constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15;

// Reads frames that are not its own, padding and all; that is the point.
[[gnu::no_sanitize("address")]] std::uint64_t hash(const Word* from, const Word* to,
                                                   std::uint64_t seed) {
  std::uint64_t lanes[4] = {seed, 2, 3, 4};
  for (std::size_t i = 0; from + i < to; ++i) {
    std::uint64_t& lane = lanes[i % 4];
    lane = (lane ^ from[i]) * kPrime;
    lane ^= lane >> 29;
  }
  std::uint64_t all = 0;
  for (const std::uint64_t lane : lanes) all = (all ^ lane ^ (lane >> 31)) * kPrime;
  return all;
}

#if defined(__x86_64__)
constexpr std::size_t kSavedBelowFrame = 5 * sizeof(Word);  // rbx, r12 to r15 of the caller
#else
constexpr std::size_t kSavedBelowFrame = 0;
#endif

}  // namespace

[[gnu::noinline]] std::uint64_t fingerprint(StackMemory stack, const void* frame) {
  std::jmp_buf registers;
  std::memset(&registers, 0, sizeof registers);
  if (setjmp(registers) != 0) return 1;
  // The registers a callee preserves come first; the rest of the buffer holds this frame's.
  const auto* const saved = reinterpret_cast<const Word*>(&registers);
  const std::uint64_t seed = hash(saved, saved + sizeof(registers) / (sizeof(Word)), 1);
  const char* const from = static_cast<const char*>(frame) - kSavedBelowFrame;
  const char* const top = stack.bottom + stack.size;
  if (from < stack.bottom || from >= top) return seed | 1;
  return hash(reinterpret_cast<const Word*>(from), reinterpret_cast<const Word*>(top), seed) | 1;
}

[[gnu::noinline]] void scrub_stack() {
  constexpr std::size_t kReach = 2048;
  char below[kReach];
  std::memset(below, 0, sizeof below);
  asm volatile("" : : "r"(below) : "memory");
}

}  // namespace weft::kernel
