// The hooks of plain loads and stores, which the compiler puts in front of every access.
#include <cstddef>

#define WEFT_HOOK extern "C" [[gnu::visibility("default")]] void

WEFT_HOOK __tsan_init() {}
WEFT_HOOK __tsan_func_entry(void* /*pc*/) {}
WEFT_HOOK __tsan_func_exit() {}
#define WEFT_ACCESS(name)                      \
  WEFT_HOOK __tsan_read##name(void* /*at*/) {} \
  WEFT_HOOK __tsan_write##name(void* /*at*/) {}
WEFT_ACCESS(1)
WEFT_ACCESS(2)
WEFT_ACCESS(4)
WEFT_ACCESS(8)
WEFT_ACCESS(16)
#define WEFT_UNALIGNED(size)                             \
  WEFT_HOOK __tsan_unaligned_read##size(void* /*at*/) {} \
  WEFT_HOOK __tsan_unaligned_write##size(void* /*at*/) {}
WEFT_UNALIGNED(2)
WEFT_UNALIGNED(4)
WEFT_UNALIGNED(8)
WEFT_UNALIGNED(16)
WEFT_HOOK __tsan_read_range(void* /*at*/, std::size_t /*size*/) {}
WEFT_HOOK __tsan_write_range(void* /*at*/, std::size_t /*size*/) {}
WEFT_HOOK __tsan_vptr_update(void** /*at*/, void* /*value*/) {}
WEFT_HOOK __tsan_vptr_read(void** /*at*/) {}
