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

/// A word of which those bytes count as nothing.
__attribute__((no_sanitize("address"))) Word without(const Word* word,
                                                     std::span<const std::byte> but) {
  Word value = live(word);
  auto* const bytes = reinterpret_cast<std::byte*>(&value);
  const auto* const first = reinterpret_cast<const std::byte*>(word);
  for (std::size_t n = 0; n < sizeof(Word); ++n) {
    if (first + n >= but.data() && first + n < but.data() + but.size()) bytes[n] = {};
  }
  return value;
}

__attribute__((no_sanitize("address"))) std::uint64_t hash_without(const Word* from, const Word* to,
                                                                   std::span<const std::byte> but,
                                                                   std::uint64_t seed) {
  const auto word_of = [](const std::byte* at) {
    return reinterpret_cast<const Word*>(reinterpret_cast<std::uintptr_t>(at) &
                                         ~(sizeof(Word) - 1));
  };
  const Word* const first = word_of(but.data());
  const Word* const last = word_of(but.data() + but.size() - 1);
  if (but.empty() || first < from || last >= to) return hash(from, to, seed);
  seed = mix(hash(from, first, seed) ^ without(first, but), kPrime);
  if (last != first) seed = mix(seed ^ without(last, but), kPrime);
  return hash(last + 1, to, seed);
}

constexpr std::size_t kSavedWords = 8;
#if defined(__x86_64__)
constexpr std::size_t kSavedBelowFrame = 5 * sizeof(Word);  // rbx, r12 to r15 of the caller
#else
constexpr std::size_t kSavedBelowFrame = 0;
#endif

}  // namespace

[[gnu::noinline]] std::uint64_t fingerprint(const SeenStack& seen, const void* frame,
                                            bool registers) {
  std::jmp_buf now;
  if (_setjmp(now) != 0) return 1;
  // The registers that a callee preserves are in the first words.
  const auto* const saved = reinterpret_cast<const Word*>(&now);
  const std::uint64_t seed =
      registers ? hash(saved, saved + kSavedWords, seen.in_its_place) : seen.in_its_place;
  const char* const from = static_cast<const char*>(frame) - kSavedBelowFrame;
  const char* const top = seen.stack.bottom + seen.stack.size;
  if (from < seen.stack.bottom || from >= top) return seed | 1;
  return hash_without(reinterpret_cast<const Word*>(from), reinterpret_cast<const Word*>(top),
                      seen.but, seed) |
         1;
}

std::uint64_t fingerprint_of(std::span<const std::byte> memory, std::uint64_t seed) {
  const auto* const from = reinterpret_cast<const Word*>(memory.data());
  return hash(from, from + memory.size() / sizeof(Word), seed);
}

[[gnu::noinline]] void scrub_stack() {
  char below[kScrubbedBytes];
  std::memset(below, 0, sizeof below);
  asm volatile("" : : "r"(below) : "memory");
}

}  // namespace weft::kernel
