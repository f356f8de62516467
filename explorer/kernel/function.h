// What a goroutine runs: anything that can be called. Unlike std::function it need not be copyable,
// so a goroutine may own what it works on; and it is kept in place unless it is large, so that to
// start one usually allocates nothing.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace weft::kernel {

/// Returns `R` when it is called; if that is void, what it calls may return anything.
template <typename R>
class Callable {
 public:
  Callable() = default;
  /// Implicit: a lambda is one, as it is a std::function.
  template <typename F>
  requires(!std::same_as<std::remove_cvref_t<F>, Callable> &&
           std::is_invocable_r_v<R, std::decay_t<F>&> &&
           std::constructible_from<std::decay_t<F>, F>)
      // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): not if it is a Callable
      Callable(F&& f) {
    using Kept = std::decay_t<F>;
    if constexpr (std::is_constructible_v<std::remove_cvref_t<F>, std::nullptr_t>) {  // may be none
      if (f == nullptr) return;
    }
    if constexpr (fits<Kept>()) {
      ::new (static_cast<void*>(room_)) Kept(std::forward<F>(f));
      kind_ = &kInPlace<Kept>;
    } else {
      ::new (static_cast<void*>(room_)) Kept*(new Kept(std::forward<F>(f)));
      kind_ = &kElsewhere<Kept>;
    }
  }
  Callable(Callable&& other) noexcept { take(other); }
  Callable& operator=(Callable&& other) noexcept {
    if (kind_ != nullptr) {
      Callable taken(std::move(other));  // before what may hold it is destroyed
      reset();
      take(taken);
    } else {
      take(other);
    }
    return *this;
  }
  ~Callable() { reset(); }

  /// Whether there is something to call.
  explicit operator bool() const { return kind_ != nullptr; }

  /// Throws std::bad_function_call if there is nothing to call.
  R operator()() {
    if (kind_ == nullptr) throw std::bad_function_call();
    return kind_->call(room_);
  }
  /// Destroys what is called.
  void reset() {
    if (kind_ != nullptr) std::exchange(kind_, nullptr)->destroy(room_);
  }

 private:
  static constexpr std::size_t kRoom = 12 * sizeof(void*);
  struct Kind {
    R (*call)(void* f);
    void (*move)(void* from, void* to) noexcept;  // and destroys what it leaves
    void (*destroy)(void* f);
  };

  template <typename F>
  static constexpr bool fits() {
    if (sizeof(F) > kRoom) return false;
    if (alignof(F) > alignof(void*)) return false;
    return std::is_nothrow_move_constructible_v<F>;
  }
  template <typename F>
  static F* at(void* room) {
    return std::launder(static_cast<F*>(room));
  }
  template <typename F>
  static R call(F& f) {
    if constexpr (std::is_void_v<R>) {
      (void)f();
    } else {
      return f();
    }
  }
  template <typename F>
  static constexpr Kind kInPlace{.call = [](void* f) -> R { return call(*at<F>(f)); },
                                 .move =
                                     [](void* from, void* to) noexcept {
                                       ::new (to) F(std::move(*at<F>(from)));
                                       std::destroy_at(at<F>(from));
                                     },
                                 .destroy = [](void* f) { std::destroy_at(at<F>(f)); }};
  template <typename F>
  static constexpr Kind kElsewhere{
      .call = [](void* f) -> R { return call(**at<F*>(f)); },
      .move = [](void* from, void* to) noexcept { ::new (to) F*(*at<F*>(from)); },
      .destroy = [](void* f) { delete *at<F*>(f); }};

  void take(Callable& other) noexcept {
    kind_ = std::exchange(other.kind_, nullptr);
    if (kind_ != nullptr) kind_->move(other.room_, room_);
  }

  const Kind* kind_ = nullptr;
  alignas(void*) std::byte room_[kRoom];
};

using Function = Callable<void>;

}  // namespace weft::kernel
