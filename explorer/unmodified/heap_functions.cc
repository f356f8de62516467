// malloc, new and what goes with them. The scenario's own code gets memory of its own heap; what a
// library allocates while it runs stays where it would have been.
#include <malloc.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>

#include "weft/explorer/unmodified/instrumented.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/libc_heap.h"
#include "weft/explorer/unmodified/memory.h"

namespace weft::unmodified {
namespace {

constinit Real<std::size_t(void*)> real_malloc_usable_size{"malloc_usable_size"};
constexpr std::size_t kAligned = alignof(std::max_align_t);

std::size_t usable(void* block) {
  return Arena::contains(block) ? memory().size_of(block) : real_malloc_usable_size(block);
}

void* elsewhere(std::size_t size, std::size_t alignment) {
  return alignment <= kAligned ? libc_malloc(size) : libc_memalign(alignment, size);
}

void* allocate(std::size_t size, std::size_t alignment, const void* pc) {
  if (!inside()) return elsewhere(size, alignment);
  const kernel::OwnCode own;
  if (instrumented(pc)) {
    if (void* const block = memory().allocate(size, alignment, pc)) return block;
  }
  void* const block = elsewhere(size, alignment);
  if (block != nullptr) memory().borrowed().take(block);
  return block;
}

void release(void* block, const void* pc) {
  if (block == nullptr) return;
  if (Arena::contains(block)) return memory().free(block, pc);
  if (!inside()) return libc_free(block);
  const kernel::OwnCode own;
  if (instrumented(pc)) {
    memory().borrowed().give_back(block);
  } else {
    memory().borrowed().free(block);
  }
}

void* resize(void* block, std::size_t size, const void* pc) {
  if (block == nullptr) return allocate(size, kAligned, pc);
  if (!inside() && !Arena::contains(block)) return libc_realloc(block, size);
  if (size == 0) {
    release(block, pc);
    return nullptr;
  }
  void* const larger = allocate(size, kAligned, pc);
  if (larger == nullptr) return nullptr;
  std::memcpy(larger, block, std::min(size, usable(block)));
  release(block, pc);
  return larger;
}

void* zeroed(std::size_t size, const void* pc) {
  void* const block = allocate(size, kAligned, pc);
  if (block != nullptr) std::memset(block, 0, size);
  return block;
}

bool is_power_of_two(std::size_t n) {
  return n != 0 && (n & (n - 1)) == 0;
}

/// As `new` does: whoever handles its failures may find some memory.
void* allocate_or_throw(std::size_t size, std::size_t alignment, const void* pc) {
  for (;;) {
    if (void* const block = allocate(size, alignment, pc)) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void* allocate_or_null(std::size_t size, std::size_t alignment, const void* pc) noexcept {
  try {
    return allocate_or_throw(size, alignment, pc);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

}  // namespace
}  // namespace weft::unmodified

using weft::unmodified::allocate;
using weft::unmodified::allocate_or_null;
using weft::unmodified::allocate_or_throw;
using weft::unmodified::kAligned;
using weft::unmodified::release;

#define WEFT_PC __builtin_return_address(0)
#define WEFT_HEAP(result, name, parameters)                \
  extern "C" result weft_##name parameters __asm__(#name); \
  extern "C" [[gnu::visibility("default")]] result weft_##name parameters

WEFT_HEAP(void*, malloc, (std::size_t size)) {
  return allocate(size, kAligned, WEFT_PC);
}
WEFT_HEAP(void, free, (void* block)) {
  release(block, WEFT_PC);
}
WEFT_HEAP(void*, realloc, (void* block, std::size_t size)) {
  return weft::unmodified::resize(block, size, WEFT_PC);
}
WEFT_HEAP(void*, calloc, (std::size_t count, std::size_t size)) {
  if (!weft::unmodified::inside()) return weft::unmodified::libc_calloc(count, size);
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) return errno = ENOMEM, nullptr;
  return weft::unmodified::zeroed(bytes, WEFT_PC);
}
WEFT_HEAP(void*, reallocarray, (void* block, std::size_t count, std::size_t size)) {
  std::size_t bytes = 0;
  if (__builtin_mul_overflow(count, size, &bytes)) return errno = ENOMEM, nullptr;
  return weft::unmodified::resize(block, bytes, WEFT_PC);
}
WEFT_HEAP(int, posix_memalign, (void** block, std::size_t alignment, std::size_t size)) {
  if (!weft::unmodified::is_power_of_two(alignment) || alignment < sizeof(void*)) return EINVAL;
  void* const got = allocate(size, alignment, WEFT_PC);
  if (got == nullptr) return ENOMEM;
  *block = got;
  return 0;
}
WEFT_HEAP(void*, aligned_alloc, (std::size_t alignment, std::size_t size)) {
  if (!weft::unmodified::is_power_of_two(alignment)) return errno = EINVAL, nullptr;
  return allocate(size, alignment, WEFT_PC);
}
WEFT_HEAP(void*, memalign, (std::size_t alignment, std::size_t size)) {
  if (!weft::unmodified::is_power_of_two(alignment)) return errno = EINVAL, nullptr;
  return allocate(size, alignment, WEFT_PC);
}
WEFT_HEAP(std::size_t, malloc_usable_size, (void* block)) {
  return block == nullptr ? 0 : weft::unmodified::usable(block);
}

#define WEFT_NEW [[gnu::visibility("default")]] void*
#define WEFT_DELETE [[gnu::visibility("default")]] void
using Alignment = std::align_val_t;
using NoThrow = const std::nothrow_t&;

WEFT_NEW operator new(std::size_t size) {
  return allocate_or_throw(size, kAligned, WEFT_PC);
}
WEFT_NEW operator new[](std::size_t size) {
  return allocate_or_throw(size, kAligned, WEFT_PC);
}
WEFT_NEW operator new(std::size_t size, NoThrow) noexcept {
  return allocate_or_null(size, kAligned, WEFT_PC);
}
WEFT_NEW operator new[](std::size_t size, NoThrow) noexcept {
  return allocate_or_null(size, kAligned, WEFT_PC);
}
WEFT_NEW operator new(std::size_t size, Alignment alignment) {
  return allocate_or_throw(size, static_cast<std::size_t>(alignment), WEFT_PC);
}
WEFT_NEW operator new[](std::size_t size, Alignment alignment) {
  return allocate_or_throw(size, static_cast<std::size_t>(alignment), WEFT_PC);
}
WEFT_NEW operator new(std::size_t size, Alignment alignment, NoThrow) noexcept {
  return allocate_or_null(size, static_cast<std::size_t>(alignment), WEFT_PC);
}
WEFT_NEW operator new[](std::size_t size, Alignment alignment, NoThrow) noexcept {
  return allocate_or_null(size, static_cast<std::size_t>(alignment), WEFT_PC);
}
WEFT_DELETE operator delete(void* block) noexcept {
  release(block, WEFT_PC);
}
WEFT_DELETE operator delete[](void* block) noexcept {
  release(block, WEFT_PC);
}
WEFT_DELETE operator delete(void* block, std::size_t) noexcept {
  release(block, WEFT_PC);
}
WEFT_DELETE operator delete[](void* block, std::size_t) noexcept {
  release(block, WEFT_PC);
}
WEFT_DELETE operator delete(void* block, NoThrow) noexcept {
  release(block, WEFT_PC);
}
WEFT_DELETE operator delete[](void* block, NoThrow) noexcept {
  release(block, WEFT_PC);
}
WEFT_DELETE operator delete(void* block, Alignment) noexcept {
  release(block, WEFT_PC);
}
WEFT_DELETE operator delete[](void* block, Alignment) noexcept {
  release(block, WEFT_PC);
}
WEFT_DELETE operator delete(void* block, std::size_t, Alignment) noexcept {
  release(block, WEFT_PC);
}
WEFT_DELETE operator delete[](void* block, std::size_t, Alignment) noexcept {
  release(block, WEFT_PC);
}
