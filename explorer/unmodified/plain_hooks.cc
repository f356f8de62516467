// The hooks of plain loads and stores, which the compiler puts in front of every access.
#include <cstddef>
#include <cstring>

#include "weft/explorer/unmodified/instrumented.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/memory.h"

namespace weft::unmodified {
namespace {

constexpr bool kRead = false;
constexpr bool kWrite = true;

[[gnu::always_inline]] inline void hook(const void* at, std::size_t size, bool write,
                                        const void* pc) {
  if (inside()) memory().access(at, size, write, pc);
}

[[gnu::always_inline]] inline void hook_range(const void* at, std::size_t size, bool write,
                                              const void* pc) {
  if (inside()) memory().access_range(at, size, write, pc);
}

void hook_whole(const void* at, std::size_t size, bool write, const void* pc) {
  if (inside()) memory().access_whole(at, size, write, pc);
}

}  // namespace
}  // namespace weft::unmodified

using weft::unmodified::hook;
using weft::unmodified::hook_range;
using weft::unmodified::hook_whole;
using weft::unmodified::kRead;
using weft::unmodified::kWrite;

#define WEFT_PC __builtin_return_address(0)

// NOLINTBEGIN(bugprone-reserved-identifier): the compiler gives them their names
WEFT_HOOK void __tsan_init() {}
WEFT_HOOK void __tsan_func_entry(void* /*pc*/) {}
WEFT_HOOK void __tsan_func_exit() {}

#define WEFT_ACCESS(name, size)                          \
  WEFT_HOOK void __tsan_read##name(void* at) {           \
    hook(at, size, kRead, WEFT_PC);                      \
  }                                                      \
  WEFT_HOOK void __tsan_write##name(void* at) {          \
    hook(at, size, kWrite, WEFT_PC);                     \
  }                                                      \
  WEFT_HOOK void __tsan_volatile_read##name(void* at) {  \
    hook(at, size, kRead, WEFT_PC);                      \
  }                                                      \
  WEFT_HOOK void __tsan_volatile_write##name(void* at) { \
    hook(at, size, kWrite, WEFT_PC);                     \
  }
#define WEFT_UNALIGNED(size)                                       \
  WEFT_HOOK void __tsan_unaligned_read##size(void* at) {           \
    hook(at, size, kRead, WEFT_PC);                                \
  }                                                                \
  WEFT_HOOK void __tsan_unaligned_write##size(void* at) {          \
    hook(at, size, kWrite, WEFT_PC);                               \
  }                                                                \
  WEFT_HOOK void __tsan_unaligned_volatile_read##size(void* at) {  \
    hook(at, size, kRead, WEFT_PC);                                \
  }                                                                \
  WEFT_HOOK void __tsan_unaligned_volatile_write##size(void* at) { \
    hook(at, size, kWrite, WEFT_PC);                               \
  }                                                                \
  WEFT_HOOK void __tsan_unaligned_read_write##size(void* at) {     \
    hook(at, size, kRead, WEFT_PC);                                \
    hook(at, size, kWrite, WEFT_PC);                               \
  }
#define WEFT_READ_WRITE(size)                        \
  WEFT_HOOK void __tsan_read_write##size(void* at) { \
    hook(at, size, kRead, WEFT_PC);                  \
    hook(at, size, kWrite, WEFT_PC);                 \
  }

WEFT_ACCESS(1, 1)
WEFT_ACCESS(2, 2)
WEFT_ACCESS(4, 4)
WEFT_ACCESS(8, 8)
WEFT_ACCESS(16, 16)
WEFT_UNALIGNED(2)
WEFT_UNALIGNED(4)
WEFT_UNALIGNED(8)
WEFT_UNALIGNED(16)
WEFT_READ_WRITE(1)
WEFT_READ_WRITE(2)
WEFT_READ_WRITE(4)
WEFT_READ_WRITE(8)
WEFT_READ_WRITE(16)

WEFT_HOOK void __tsan_read_range(void* at, std::size_t size) {
  hook_range(at, size, kRead, WEFT_PC);
}
WEFT_HOOK void __tsan_write_range(void* at, std::size_t size) {
  hook_range(at, size, kWrite, WEFT_PC);
}
// A constructor or destructor that leaves the table as it was changes nothing.
WEFT_HOOK void __tsan_vptr_update(void** at, void* value) {
  if (*at != value) hook(at, sizeof *at, kWrite, WEFT_PC);
}
WEFT_HOOK void __tsan_vptr_read(void** at) {
  hook(at, sizeof *at, kRead, WEFT_PC);
}

WEFT_HOOK void* __tsan_memcpy(void* to, const void* from, std::size_t size) {
  hook_whole(from, size, kRead, WEFT_PC);
  hook_whole(to, size, kWrite, WEFT_PC);
  return std::memcpy(to, from, size);
}
WEFT_HOOK void* __tsan_memmove(void* to, const void* from, std::size_t size) {
  hook_whole(from, size, kRead, WEFT_PC);
  hook_whole(to, size, kWrite, WEFT_PC);
  return std::memmove(to, from, size);
}
WEFT_HOOK void* __tsan_memset(void* to, int byte, std::size_t size) {
  hook_whole(to, size, kWrite, WEFT_PC);
  return std::memset(to, byte, size);
}
// NOLINTEND(bugprone-reserved-identifier)
