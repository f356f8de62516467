// The hooks of atomic operations, which are called instead of them.
#include "weft/explorer/unmodified/atomics.h"
#include "weft/explorer/unmodified/instrumented.h"

using weft::unmodified::Doing;
using weft::unmodified::exchange_if;
using weft::unmodified::load;
using weft::unmodified::modify;
using weft::unmodified::Order;
using weft::unmodified::Wide;

namespace {

Doing storing(Order order) {
  const auto how = weft::unmodified::sync_of_store(order);
  return {"store", how, how};
}
Doing modifying(const char* verb, Order order) {
  const auto how = weft::unmodified::sync_of_modify(order);
  return {verb, how, how};
}
Doing comparing(Order order, Order failed) {
  return {"compare_exchange", weft::unmodified::sync_of_modify(order),
          weft::unmodified::sync_of_load(failed)};
}

/// What is expected is the user's plain memory: read, and written if something else was found.
void plain(const void* expected, std::size_t size, bool write, const void* pc) {
  if (weft::unmodified::inside()) weft::unmodified::memory().access(expected, size, write, pc);
}

}  // namespace

#define WEFT_PC __builtin_return_address(0)
// NOLINTBEGIN(bugprone-macro-parentheses): T is a type
#define WEFT_MODIFY(bits, T, name, change)                                         \
  WEFT_HOOK T __tsan_atomic##bits##_##name(volatile T* at, T value, Order order) { \
    return modify(                                                                 \
        at, modifying(#name, order), [value](T& now) { (change); }, WEFT_FRAME);   \
  }
#define WEFT_COMPARE(bits, T, name)                                                         \
  WEFT_HOOK int __tsan_atomic##bits##_compare_exchange_##name(                              \
      volatile T* at, T* expected, T desired, Order order, Order failed) {                  \
    plain(expected, sizeof(T), false, WEFT_PC);                                             \
    const T wanted = *expected;                                                             \
    const T found = exchange_if(at, wanted, desired, comparing(order, failed), WEFT_FRAME); \
    if (found == wanted) return 1;                                                          \
    plain(expected, sizeof(T), true, WEFT_PC);                                              \
    *expected = found;                                                                      \
    return 0;                                                                               \
  }
#define WEFT_ATOMIC(bits, T)                                                                    \
  WEFT_HOOK T __tsan_atomic##bits##_load(const volatile T* at, Order order) {                   \
    return load(at, order, WEFT_FRAME);                                                         \
  }                                                                                             \
  WEFT_HOOK void __tsan_atomic##bits##_store(volatile T* at, T value, Order order) {            \
    modify(                                                                                     \
        at, storing(order), [value](T& now) { now = value; }, WEFT_FRAME);                      \
  }                                                                                             \
  WEFT_MODIFY(bits, T, exchange, now = value)                                                   \
  WEFT_MODIFY(bits, T, fetch_add, now = static_cast<T>(now + value))                            \
  WEFT_MODIFY(bits, T, fetch_sub, now = static_cast<T>(now - value))                            \
  WEFT_MODIFY(bits, T, fetch_and, now = static_cast<T>(now & value))                            \
  WEFT_MODIFY(bits, T, fetch_or, now = static_cast<T>(now | value))                             \
  WEFT_MODIFY(bits, T, fetch_xor, now = static_cast<T>(now ^ value))                            \
  WEFT_MODIFY(bits, T, fetch_nand, now = static_cast<T>(~(now & value)))                        \
  WEFT_COMPARE(bits, T, strong)                                                                 \
  WEFT_COMPARE(bits, T, weak)                                                                   \
  WEFT_HOOK T __tsan_atomic##bits##_compare_exchange_val(volatile T* at, T expected, T desired, \
                                                         Order order, Order failed) {           \
    return exchange_if(at, expected, desired, comparing(order, failed), WEFT_FRAME);            \
  }
// NOLINTEND(bugprone-macro-parentheses)

WEFT_ATOMIC(8, std::uint8_t)
WEFT_ATOMIC(16, std::uint16_t)
WEFT_ATOMIC(32, std::uint32_t)
WEFT_ATOMIC(64, std::uint64_t)
WEFT_ATOMIC(128, Wide)

// NOLINTBEGIN(bugprone-reserved-identifier): the compiler gives them their names
WEFT_HOOK void __tsan_atomic_thread_fence(Order order) {
  weft::unmodified::fence(order);
}
WEFT_HOOK void __tsan_atomic_signal_fence(Order /*order*/) {}
// NOLINTEND(bugprone-reserved-identifier)
