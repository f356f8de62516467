#include "weft/explorer/kernel/fingerprint.h"

#include <csetjmp>
#include <cstddef>
#include <cstring>

#include "weft/explorer/kernel/address_sanitizer.h"

#ifdef WEFT_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#endif

namespace weft::kernel {
namespace {

using Word [[gnu::may_alias]] = std::uint64_t;

constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15;

constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  using Wide [[gnu::mode(TI)]] = unsigned;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

#ifdef WEFT_ADDRESS_SANITIZER
/// AddressSanitizer gives every variable a place of its own: what is left in that of one whose
/// scope has ended is not the goroutine's doing any more. It is poisoned, and counts as nothing.
std::uint64_t live(const Word* word) {
  const auto* const bytes = reinterpret_cast<const char*>(word);
  auto* const poisoned =
      static_cast<const char*>(__asan_region_is_poisoned(const_cast<char*>(bytes), sizeof(Word)));
  const std::size_t whole = poisoned == nullptr ? sizeof(Word) : poisoned - bytes;
  Word value = 0;
  std::memcpy(&value, bytes, whole);
  return value;
}
#else
std::uint64_t live(const Word* word) {
  return *word;
}
#endif

// Reads frames that are not its own, padding and all; that is the point.
__attribute__((no_sanitize("address"))) std::uint64_t hash(const Word* from, const Word* to,
                                                           std::uint64_t seed) {
  std::uint64_t lanes[4] = {seed, kPrime, kPrime << 1, kPrime << 2};
  for (; to - from >= 8; from += 8) {
    for (std::size_t l = 0; l < 4; ++l) {
      lanes[l] =
          mix(live(from + 2 * l) ^ kPrime ^ lanes[l], live(from + 2 * l + 1) ^ (kPrime >> l));
    }
  }
  for (; from < to; ++from) lanes[0] = mix(lanes[0] ^ live(from), kPrime);
  return mix(lanes[0] ^ lanes[1] ^ kPrime, lanes[2] ^ lanes[3] ^ (kPrime >> 3));
}

constexpr std::size_t kSavedWords = 8;
#if defined(__x86_64__)
constexpr std::size_t kSavedBelowFrame = 5 * sizeof(Word);  // rbx, r12 to r15 of the caller
#else
constexpr std::size_t kSavedBelowFrame = 0;
#endif

}  // namespace

[[gnu::noinline]] std::uint64_t fingerprint(StackMemory stack, const void* frame, bool registers) {
  std::jmp_buf now;
  if (_setjmp(now) != 0) return 1;
  // The registers that a callee preserves are in the first words.
  const auto* const saved = reinterpret_cast<const Word*>(&now);
  const std::uint64_t seed = registers ? hash(saved, saved + kSavedWords, 1) : 1;
  const char* const from = static_cast<const char*>(frame) - kSavedBelowFrame;
  const char* const top = stack.bottom + stack.size;
  if (from < stack.bottom || from >= top) return seed | 1;
  return hash(reinterpret_cast<const Word*>(from), reinterpret_cast<const Word*>(top), seed) | 1;
}

[[gnu::noinline]] void scrub_stack() {
  char below[kScrubbedBytes];
  std::memset(below, 0, sizeof below);
  asm volatile("" : : "r"(below) : "memory");
}

}  // namespace weft::kernel
