// The hooks of atomic operations, which are called instead of them.
#include <cstdint>

#define WEFT_HOOK(result) extern "C" [[gnu::visibility("default")]] result

using Order = int;

WEFT_HOOK(void) __tsan_atomic_thread_fence(Order /*order*/) {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}
WEFT_HOOK(void) __tsan_atomic_signal_fence(Order /*order*/) {}

#define WEFT_MODIFY(bits, T, name, builtin)                                         \
  WEFT_HOOK(T) __tsan_atomic##bits##_##name(volatile T* at, T value, Order /*o*/) { \
    return builtin(at, value, __ATOMIC_SEQ_CST);                                    \
  }
#define WEFT_ATOMIC(bits, T)                                                                       \
  WEFT_HOOK(T) __tsan_atomic##bits##_load(const volatile T* at, Order /*o*/) {                     \
    return __atomic_load_n(at, __ATOMIC_SEQ_CST);                                                  \
  }                                                                                                \
  WEFT_HOOK(void) __tsan_atomic##bits##_store(volatile T* at, T value, Order /*o*/) {              \
    __atomic_store_n(at, value, __ATOMIC_SEQ_CST);                                                 \
  }                                                                                                \
  WEFT_MODIFY(bits, T, exchange, __atomic_exchange_n)                                              \
  WEFT_MODIFY(bits, T, fetch_add, __atomic_fetch_add)                                              \
  WEFT_MODIFY(bits, T, fetch_sub, __atomic_fetch_sub)                                              \
  WEFT_MODIFY(bits, T, fetch_and, __atomic_fetch_and)                                              \
  WEFT_MODIFY(bits, T, fetch_or, __atomic_fetch_or)                                                \
  WEFT_MODIFY(bits, T, fetch_xor, __atomic_fetch_xor)                                              \
  WEFT_MODIFY(bits, T, fetch_nand, __atomic_fetch_nand)                                            \
  WEFT_HOOK(int)                                                                                   \
  __tsan_atomic##bits##_compare_exchange_strong(volatile T* at, T* expected, T desired,            \
                                                Order /*o*/, Order /*failed*/) {                   \
    return __atomic_compare_exchange_n(at, expected, desired, false, __ATOMIC_SEQ_CST,             \
                                       __ATOMIC_SEQ_CST);                                          \
  }                                                                                                \
  WEFT_HOOK(int)                                                                                   \
  __tsan_atomic##bits##_compare_exchange_weak(volatile T* at, T* expected, T desired, Order /*o*/, \
                                              Order /*failed*/) {                                  \
    return __atomic_compare_exchange_n(at, expected, desired, false, __ATOMIC_SEQ_CST,             \
                                       __ATOMIC_SEQ_CST);                                          \
  }                                                                                                \
  WEFT_HOOK(T)                                                                                     \
  __tsan_atomic##bits##_compare_exchange_val(volatile T* at, T expected, T desired, Order /*o*/,   \
                                             Order /*failed*/) {                                   \
    __atomic_compare_exchange_n(at, &expected, desired, false, __ATOMIC_SEQ_CST,                   \
                                __ATOMIC_SEQ_CST);                                                 \
    return expected;                                                                               \
  }

WEFT_ATOMIC(8, std::uint8_t)
WEFT_ATOMIC(16, std::uint16_t)
WEFT_ATOMIC(32, std::uint32_t)
WEFT_ATOMIC(64, std::uint64_t)
