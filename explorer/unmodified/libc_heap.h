// The C library's own heap, under the names that nobody takes over.
#pragma once

#include <cstddef>

extern "C" {
void* __libc_malloc(std::size_t size);                           // NOLINT
void* __libc_calloc(std::size_t count, std::size_t size);        // NOLINT
void* __libc_realloc(void* block, std::size_t size);             // NOLINT
void* __libc_memalign(std::size_t alignment, std::size_t size);  // NOLINT
void __libc_free(void* block);                                   // NOLINT
}

namespace weft::unmodified {

inline void* libc_malloc(std::size_t size) {
  return __libc_malloc(size);
}
inline void* libc_calloc(std::size_t count, std::size_t size) {
  return __libc_calloc(count, size);
}
inline void* libc_realloc(void* block, std::size_t size) {
  return __libc_realloc(block, size);
}
inline void* libc_memalign(std::size_t alignment, std::size_t size) {
  return __libc_memalign(alignment, size);
}
inline void libc_free(void* block) {
  __libc_free(block);
}

}  // namespace weft::unmodified
