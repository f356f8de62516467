// sync/atomic: sequentially consistent, as Go's.
//
// Dependency: one resource, the value. Loads read, stores and read-modify-writes write, an add
// whose result nobody uses commutes with other such adds, a compare_and_swap that fails reads.
#pragma once

#include <array>
#include <concepts>
#include <ostream>
#include <string_view>
#include <utility>

#include "weft/primitives/chan.h"
#include "weft/primitives/object.h"

namespace weft {

template <typename T>
class Atomic : public Object {
 public:
  explicit Atomic(T value = T{}, std::string_view name = {}, Location at = Location::here())
      : Object("atomic", name, at), value_(std::move(value)) {
    ways_ = kernel::declare_once<4>(cell_, 0, [this] {
      return std::array{kernel::Alternative{}.read(cell_, kernel::Sync::acquire),
                        kernel::Alternative{}.write(cell_, kernel::Sync::publish),
                        kernel::Alternative{}.write(cell_, kernel::Sync::both),
                        kernel::Alternative{}.commute(cell_, kernel::Sync::release)};
    });
  }
  ~Atomic() { outlive_users(); }

  [[nodiscard]] T load(Location at = Location::here()) const {
    return run(loads, "load", at, [](T& value) { return value; });
  }
  void store(T desired, Location at = Location::here()) {
    run(stores, "store", at, [&](T& value) { return value = desired; });
  }
  /// Returns the value before.
  T swap(T desired, Location at = Location::here()) {
    T before{};
    run(modifies, "swap", at, [&](T& value) {
      before = std::exchange(value, desired);
      return value;
    });
    return before;
  }
  /// Whether the value was `expected` and is now `desired`.
  bool compare_and_swap(T expected, T desired, Location at = Location::here()) {
    bool swapped = false;
    run(
        modifies, "compare_and_swap", at,
        [&](T& value) {
          swapped = value == expected;
          if (swapped) value = desired;
          return value;
        },
        &swapped);
    return swapped;
  }
  /// Adds. That nobody sees the result saves executions; who wants it asks for the value before
  /// (fetch_add, as of std::atomic) or for the new one (add_fetch, as Go's Add returns).
  void add(T delta, Location at = Location::here()) requires std::integral<T> {
    run(adds, "add", at, [&](T& value) { return value = static_cast<T>(value + delta); });
  }
  /// Adds and returns the new value, as Go's Add does.
  T add_fetch(T delta, Location at = Location::here()) requires std::integral<T> {
    return run(modifies, "add", at,
               [&](T& value) { return value = static_cast<T>(value + delta); });
  }
  /// Add, And, Or: return the value before, as those of std::atomic.
  T fetch_add(T delta, Location at = Location::here()) requires std::integral<T> {
    return static_cast<T>(add_fetch(delta, at) - delta);
  }
  T fetch_and(T mask, Location at = Location::here()) requires std::integral<T> {
    T before{};
    run(modifies, "and", at, [&](T& value) { return before = value, value &= mask; });
    return before;
  }
  T fetch_or(T mask, Location at = Location::here()) requires std::integral<T> {
    T before{};
    run(modifies, "or", at, [&](T& value) { return before = value, value |= mask; });
    return before;
  }

 private:
  template <typename Effect>
  class Access final : public kernel::Operation {
   public:
    Access(const kernel::AlternativeId& way, const char* verb, const kernel::Name& object,
           Location at, T& value, Effect& effect, const bool* wrote)
        : Operation(std::span(&way, 1), verb, object, at),
          value_(value),
          effect_(effect),
          wrote_(wrote) {}
    void execute(kernel::Step& step) override {
      const T before = value_;
      outcome_ = effect_(value_);
      if (wrote_ != nullptr && !*wrote_) step.only_read();
      if constexpr (std::equality_comparable<T>) {
        if (value_ == before) step.unchanged();
      }
    }
    void result(std::ostream& out) const override {
      if (wrote_ != nullptr) out << (*wrote_ ? "true, now " : "false, is ");
      chan::show(out, outcome_);
    }
    [[nodiscard]] const T& outcome() const { return outcome_; }

   private:
    T& value_;
    Effect& effect_;
    const bool* wrote_;
    T outcome_{};
  };

  /// Which of ways_.
  enum Way : std::size_t { loads, stores, modifies, adds };

  template <typename Effect>
  T run(Way way, const char* verb, Location at, Effect effect, const bool* wrote = nullptr) const {
    Access<Effect> access(ways_[way], verb, name(), at, value_, effect, wrote);
    kernel::perform(access);
    return access.outcome();
  }

  mutable T value_;
  kernel::ResourceId cell_ = kernel::new_resources();
  std::array<kernel::AlternativeId, 4> ways_;
};

}  // namespace weft
