// Atomic operations of C++ as operations of the search: values are sequentially consistent, what
// they mean to happens-before is what their order says.
//
// Dependency: one resource, the variable's bytes. A load reads, everything else writes: that
// nobody uses the result of a read-modify-write cannot be known here. A compare_exchange that
// fails reads; a weak one fails only if the strong one would.
#pragma once

#include <cstdint>
#include <cstring>
#include <ostream>
#include <span>

#include "weft/explorer/kernel/operation.h"
#include "weft/explorer/kernel/process.h"
#include "weft/explorer/unmodified/caller.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/memory.h"

namespace weft::unmodified {

/// memory_order as a number: relaxed, consume, acquire, release, acq_rel, seq_cst.
using Order = int;
using Wide [[gnu::mode(TI)]] = unsigned;

[[nodiscard]] kernel::Sync sync_of_load(Order order);
[[nodiscard]] kernel::Sync sync_of_store(Order order);
[[nodiscard]] kernel::Sync sync_of_modify(Order order);
void fence(Order order);

/// Shows the value, unless it looks like an address: those are not the same in every run.
void show(std::ostream& out, std::uint64_t value, std::size_t size);

/// The processor's own, for when nothing is explored.
template <typename T>
bool swap_if(volatile T* at, T& expected, T desired) {
  if constexpr (sizeof(T) < sizeof(Wide)) {
    return __atomic_compare_exchange_n(at, &expected, desired, false, __ATOMIC_SEQ_CST,
                                       __ATOMIC_SEQ_CST);
  } else {
    auto low = static_cast<std::uint64_t>(expected);
    auto high = static_cast<std::uint64_t>(expected >> 64);
    bool swapped = false;
    asm volatile("lock cmpxchg16b %1"
                 : "=@ccz"(swapped), "+m"(*at), "+a"(low), "+d"(high)
                 : "b"(static_cast<std::uint64_t>(desired)),
                   "c"(static_cast<std::uint64_t>(desired >> 64))
                 : "memory");
    expected = T{high} << 64 | low;
    return swapped;
  }
}

/// One operation, on the stack of who performs it. `effect(value)` returns whether it writes.
template <typename T, typename Effect>
class AtomicOperation final : public kernel::Operation {
 public:
  AtomicOperation(const kernel::AlternativeId& way, const char* verb, const Variable& variable,
                  const Caller& caller, volatile T* at, kernel::Sync failed, Effect effect)
      : Operation(std::span(&way, 1), verb, variable.name(), caller.site()),
        at_(at),
        failed_(failed),
        effect_(effect) {}

  void execute(kernel::Step& step) override {
    after_ = before_ = *at_;
    wrote_ = effect_(after_);
    if (!wrote_) step.only_read(failed_);
    if (after_ == before_) {
      step.unchanged();
    } else {
      *at_ = after_;
    }
  }
  void result(std::ostream& out) const override {
    show(out, static_cast<std::uint64_t>(before_), sizeof(T));
    if (after_ == before_) return;
    out << ", now ";
    show(out, static_cast<std::uint64_t>(after_), sizeof(T));
  }
  [[nodiscard]] T before() const { return before_; }
  [[nodiscard]] bool wrote() const { return wrote_; }

 private:
  volatile T* at_;
  kernel::Sync failed_;
  Effect effect_;
  T before_{};
  T after_{};
  bool wrote_ = false;
};

/// What an operation is called, and what it means when it happens and when it does not.
struct Doing {
  const char* verb;
  kernel::Sync done;
  kernel::Sync failed;
};

/// Performs `effect` and returns the value before. `frame`: the hook's.
template <typename T, typename Effect>
T perform(volatile T* at, const Doing& doing, Effect effect, const void* frame) {
  const kernel::OwnCode own;
  const Caller caller(frame);
  auto* const bytes = const_cast<T*>(at);
  Memory& all = memory();
  Variable& variable = all.variable(bytes, sizeof(T), caller.pc());
  const Epoch before = kernel::now();
  AtomicOperation<T, Effect> operation(variable.way(doing.done), doing.verb, variable, caller, at,
                                       doing.failed, effect);
  all.about_to_change(bytes, sizeof(T));
  kernel::perform(operation);
  // What it has acquired counts, and what it has released has it in it.
  all.touch(bytes, sizeof(T), operation.wrote() ? Access::atomic_write : Access::atomic_read,
            before, caller.pc());
  kernel::leave_no_trace();
  return operation.before();
}

template <typename T>
T load(const volatile T* at, Order order, const void* frame) {
  auto* const place = const_cast<volatile T*>(at);
  if (!inside()) {
    T now{};
    if constexpr (sizeof(T) < sizeof(Wide)) {
      return __atomic_load_n(at, __ATOMIC_SEQ_CST);
    } else {
      swap_if(place, now, T{});
      return now;
    }
  }
  const kernel::Sync how = sync_of_load(order);
  return perform(
      place, {"load", how, how}, [](T&) { return false; }, frame);
}

/// Returns the value before; so do the others.
template <typename T, typename Change>
T modify(volatile T* at, const Doing& doing, Change change, const void* frame) {
  if (!inside()) {
    T before{};
    for (;;) {
      T now = before;
      change(now);
      if (swap_if(at, before, now)) return before;
    }
  }
  const auto effect = [change](T& now) {
    change(now);
    return true;
  };
  return perform(at, doing, effect, frame);
}

template <typename T>
T exchange_if(volatile T* at, T expected, T desired, const Doing& doing, const void* frame) {
  if (!inside()) {
    swap_if(at, expected, desired);
    return expected;
  }
  const auto effect = [=](T& now) {
    const bool writes = now == expected;
    if (writes) now = desired;
    return writes;
  };
  return perform(at, doing, effect, frame);
}

}  // namespace weft::unmodified
