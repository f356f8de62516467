#include "weft/explorer/unmodified/atomics.h"

namespace weft::unmodified {

using kernel::Sync;

namespace {

constexpr Order kOrderBits = 0x7;  // above them are hints of no meaning

}  // namespace

Sync sync_of_load(Order order) {
  return (order & kOrderBits) == __ATOMIC_RELAXED ? Sync::peek : Sync::acquire;
}

Sync sync_of_store(Order order) {
  return (order & kOrderBits) == __ATOMIC_RELAXED ? Sync::leave : Sync::publish;
}

Sync sync_of_modify(Order order) {
  switch (order & kOrderBits) {
    case __ATOMIC_RELAXED:
      return Sync::pass;
    case __ATOMIC_CONSUME:
    case __ATOMIC_ACQUIRE:
      return Sync::pass_acquire;
    case __ATOMIC_RELEASE:
      return Sync::pass_release;
    default:
      return Sync::both;
  }
}

void fence(Order order) {
  if (!inside()) return __atomic_thread_fence(__ATOMIC_SEQ_CST);
  const kernel::OwnCode own;
  switch (order & kOrderBits) {
    case __ATOMIC_RELAXED:
      return;
    case __ATOMIC_CONSUME:
    case __ATOMIC_ACQUIRE:
      return kernel::fence(Sync::acquire);
    case __ATOMIC_RELEASE:
      return kernel::fence(Sync::release);
    default:
      return kernel::fence(Sync::both);
  }
}

void show(std::ostream& out, std::uint64_t value, std::size_t size) {
  constexpr std::int64_t kLikelyAnAddress = std::int64_t{1} << 40;
  const unsigned unused = size >= sizeof value ? 0 : 64 - 8 * static_cast<unsigned>(size);
  const auto number = static_cast<std::int64_t>(value << unused) >> unused;
  if (number > -kLikelyAnAddress && number < kLikelyAnAddress) {
    out << number;
  } else {
    out << "an address";
  }
}

}  // namespace weft::unmodified
