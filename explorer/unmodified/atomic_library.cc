// The functions of libatomic, which clang calls where it cannot tell that an atomic variable is
// aligned, and both compilers for those that are too large for the processor.
#include <cstddef>
#include <cstring>
#include <mutex>

#include "weft/explorer/unmodified/atomics.h"
#include "weft/explorer/unmodified/instrumented.h"

namespace weft::unmodified {
namespace {

constexpr bool kRead = false;
constexpr bool kWrite = true;

/// An operation on any number of bytes. What it finds goes to `found`; it writes `desired`, if
/// there is one, and if it finds what is `expected`, if that is asked.
struct Bytes {
  void* at;
  std::size_t size;
  const void* expected = nullptr;
  const void* desired = nullptr;
  void* found = nullptr;

  /// Whether it writes.
  bool happen() const {
    const bool writes =
        desired != nullptr && (expected == nullptr || std::memcmp(at, expected, size) == 0);
    if (found != nullptr && (expected == nullptr || !writes)) std::memcpy(found, at, size);
    if (writes) std::memcpy(at, desired, size);
    return writes;
  }
};

class BytesOperation final : public kernel::Operation {
 public:
  BytesOperation(const kernel::AlternativeId& way, const Doing& doing, const Variable& variable,
                 const Caller& caller, const Bytes& bytes)
      : Operation(std::span(&way, 1), doing.verb, variable.name(), caller.site()),
        bytes_(bytes),
        failed_(doing.failed) {}
  void execute(kernel::Step& step) override {
    wrote_ = bytes_.happen();
    if (!wrote_) step.only_read(failed_);
  }
  [[nodiscard]] bool wrote() const { return wrote_; }

 private:
  Bytes bytes_;
  kernel::Sync failed_;
  bool wrote_ = false;
};

/// What the functions' other arguments point to is plain memory.
void note(const void* at, std::size_t size, bool write, const void* pc) {
  if (at != nullptr) memory().access_range(at, size, write, pc);
}

/// Returns whether it wrote. `frame`: the function's.
bool happen_at_once(const Bytes& bytes, const Doing& doing, const void* frame) {
  if (!inside()) {
    static std::mutex& one_at_a_time = *new std::mutex;
    const std::lock_guard lock(one_at_a_time);
    return bytes.happen();
  }
  const kernel::OwnCode own;
  const Caller caller(frame);
  note(bytes.desired, bytes.size, kRead, caller.pc());
  note(bytes.expected, bytes.size, kRead, caller.pc());
  Variable& variable = memory().variable(bytes.at, bytes.size, caller.pc());
  const Epoch before = kernel::now();
  BytesOperation operation(variable.way(doing.done), doing, variable, caller, bytes);
  memory().about_to_change(bytes.at, bytes.size);
  if (bytes.found != nullptr) memory().about_to_change(bytes.found, bytes.size);
  kernel::perform(operation);
  const Access access = operation.wrote() ? Access::atomic_write : Access::atomic_read;
  memory().touch(bytes.at, bytes.size, access, before, caller.pc());
  if (bytes.expected == nullptr || !operation.wrote()) {
    note(bytes.found, bytes.size, kWrite, caller.pc());
  }
  return operation.wrote();
}

Doing loading(Order order) {
  const kernel::Sync how = sync_of_load(order);
  return {"load", how, how};
}
Doing storing(Order order) {
  const kernel::Sync how = sync_of_store(order);
  return {"store", how, how};
}
Doing modifying(const char* verb, Order order, Order failed) {
  return {verb, sync_of_modify(order), sync_of_load(failed)};
}

}  // namespace
}  // namespace weft::unmodified

namespace unmodified = weft::unmodified;
using unmodified::happen_at_once;
using unmodified::Order;
using unmodified::Wide;

/// Under names of our own: the compiler has built-in functions of theirs.
#define WEFT_ATOMIC_FUNCTION(result, name, parameters)                        \
  extern "C" result weft_atomic_##name parameters __asm__("__atomic_" #name); \
  WEFT_HOOK result weft_atomic_##name parameters

WEFT_ATOMIC_FUNCTION(void, load, (std::size_t size, void* at, void* found, Order order)) {
  happen_at_once({.at = at, .size = size, .found = found}, unmodified::loading(order), WEFT_FRAME);
}
WEFT_ATOMIC_FUNCTION(void, store, (std::size_t size, void* at, void* value, Order order)) {
  happen_at_once({.at = at, .size = size, .desired = value}, unmodified::storing(order),
                 WEFT_FRAME);
}
WEFT_ATOMIC_FUNCTION(void, exchange,
                     (std::size_t size, void* at, void* value, void* found, Order order)) {
  happen_at_once({.at = at, .size = size, .desired = value, .found = found},
                 unmodified::modifying("exchange", order, order), WEFT_FRAME);
}
WEFT_ATOMIC_FUNCTION(bool, compare_exchange,
                     (std::size_t size, void* at, void* expected, void* value, Order order,
                      Order failed)) {
  return happen_at_once(
      {.at = at, .size = size, .expected = expected, .desired = value, .found = expected},
      unmodified::modifying("compare_exchange", order, failed), WEFT_FRAME);
}
WEFT_ATOMIC_FUNCTION(bool, is_lock_free, (std::size_t size, const void* /*at*/)) {
  return size <= sizeof(Wide) && (size & (size - 1)) == 0;
}

// NOLINTBEGIN(bugprone-macro-parentheses): T is a type
#define WEFT_SIZED(bytes, T)                                                                     \
  WEFT_ATOMIC_FUNCTION(T, load_##bytes, (T * at, Order order)) {                                 \
    T found;                                                                                     \
    happen_at_once({.at = at, .size = (bytes), .found = &found}, unmodified::loading(order),     \
                   WEFT_FRAME);                                                                  \
    return found;                                                                                \
  }                                                                                              \
  WEFT_ATOMIC_FUNCTION(void, store_##bytes, (T * at, T value, Order order)) {                    \
    happen_at_once({.at = at, .size = (bytes), .desired = &value}, unmodified::storing(order),   \
                   WEFT_FRAME);                                                                  \
  }                                                                                              \
  WEFT_ATOMIC_FUNCTION(T, exchange_##bytes, (T * at, T value, Order order)) {                    \
    T found;                                                                                     \
    happen_at_once({.at = at, .size = (bytes), .desired = &value, .found = &found},              \
                   unmodified::modifying("exchange", order, order), WEFT_FRAME);                 \
    return found;                                                                                \
  }                                                                                              \
  WEFT_ATOMIC_FUNCTION(bool, compare_exchange_##bytes,                                           \
                       (T * at, T * expected, T value, Order order, Order failed)) {             \
    return happen_at_once(                                                                       \
        {.at = at, .size = (bytes), .expected = expected, .desired = &value, .found = expected}, \
        unmodified::modifying("compare_exchange", order, failed), WEFT_FRAME);                   \
  }
// NOLINTEND(bugprone-macro-parentheses)

WEFT_SIZED(1, std::uint8_t)
WEFT_SIZED(2, std::uint16_t)
WEFT_SIZED(4, std::uint32_t)
WEFT_SIZED(8, std::uint64_t)
WEFT_SIZED(16, Wide)
