// The words a select is written with: recv, send, otherwise, and the select that runs a handler.
#pragma once

#include <array>
#include <concepts>
#include <tuple>
#include <type_traits>
#include <utility>

#include "weft/primitives/chan.h"
#include "weft/primitives/select.h"

namespace weft {
namespace chan {

template <typename T, typename Handler>
class HandledRecv final : public RecvCase<T> {
 public:
  HandledRecv(const Handle<State<T>>& from, Handler handler)
      : RecvCase<T>(from), handler_(std::move(handler)) {}
  void handle() {
    std::optional<T>& value = this->value();
    const bool ok = value.has_value();
    if constexpr (std::is_invocable_v<Handler&, T, bool>) {
      handler_(ok ? *std::move(value) : chan::Zero<T>::value(), ok);
    } else if constexpr (std::is_invocable_v<Handler&, std::optional<T>>) {
      handler_(std::move(value));
    } else if constexpr (std::is_invocable_v<Handler&>) {
      handler_();
    } else {
      handler_(ok ? *std::move(value) : chan::Zero<T>::value());
    }
  }

 private:
  Handler handler_;
};

template <typename T, typename Handler>
class HandledSend final : public SendCase<T> {
 public:
  HandledSend(const Handle<State<T>>& to, T value, Handler handler)
      : SendCase<T>(to, std::move(value)), handler_(std::move(handler)) {}
  void handle() { handler_(); }

 private:
  Handler handler_;
};

template <typename Handler>
struct Otherwise {
  Handler handler;
};

template <typename T>
inline constexpr bool is_otherwise = false;
template <typename Handler>
inline constexpr bool is_otherwise<Otherwise<Handler>> = true;

struct Nothing {
  void operator()() const {}
};

}  // namespace chan

/// A channel in the direction that a case needs: one direction does not become the other.
template <typename Channel>
concept Receivable = std::convertible_to<const Channel&, RecvChan<typename Channel::value_type>>;
template <typename Channel>
concept Sendable = std::convertible_to<const Channel&, SendChan<typename Channel::value_type>>;

/// `case v := <-ch:`. The handler takes nothing, the value, the value and ok, or an optional.
template <Receivable Channel, typename Handler = chan::Nothing>
auto recv(const Channel& channel, Handler handler = {}) {
  using T = typename Channel::value_type;
  return chan::HandledRecv<T, Handler>(channel.handle(), std::move(handler));
}

/// `case ch <- value:`
template <Sendable Channel, typename Handler = chan::Nothing>
auto send(const Channel& channel, typename Channel::value_type value, Handler handler = {}) {
  using T = typename Channel::value_type;
  return chan::HandledSend<T, Handler>(channel.handle(), std::move(value), std::move(handler));
}

/// `default:`
template <typename Handler = chan::Nothing>
auto otherwise(Handler handler = {}) {
  return chan::Otherwise<Handler>{std::move(handler)};
}

/// Every argument of select() is one of recv(…), send(…) and at most one otherwise(…).
template <typename T>
concept SelectCase = std::derived_from<T, Case> || chan::is_otherwise<T>;

/// Takes one case and runs its handler. Returns its position among the cases, or kDefault.
template <SelectCase... Cases>
std::size_t select_at(Location at, Cases&&... options) {
  constexpr std::size_t kDefaults = (std::size_t{0} + ... + chan::is_otherwise<Cases>);
  static_assert(kDefaults <= 1, "a select has at most one otherwise");
  std::array<Case*, sizeof...(Cases) - kDefaults> cases{};
  std::size_t n = 0;
  const auto add = [&](auto& option) {
    if constexpr (!chan::is_otherwise<std::remove_cvref_t<decltype(option)>>) cases[n++] = &option;
  };
  (add(options), ...);
  const std::size_t taken = select(cases, kDefaults == 1, at);
  n = 0;
  const auto handle = [&](auto& option) {
    if constexpr (chan::is_otherwise<std::remove_cvref_t<decltype(option)>>) {
      if (taken == kDefault) option.handler();
    } else if (n++ == taken) {
      option.handle();
    }
  };
  (handle(options), ...);
  return taken;
}

// A default argument cannot stand behind a pack, hence one overload for each number of cases.
// More than eight: select_at(Location::here(), …).
template <SelectCase A>
std::size_t select(A&& a, Location at = Location::here()) {
  return select_at(at, std::forward<A>(a));
}
template <SelectCase A, SelectCase B>
std::size_t select(A&& a, B&& b, Location at = Location::here()) {
  return select_at(at, std::forward<A>(a), std::forward<B>(b));
}
template <SelectCase A, SelectCase B, SelectCase C>
std::size_t select(A&& a, B&& b, C&& c, Location at = Location::here()) {
  return select_at(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c));
}
template <SelectCase A, SelectCase B, SelectCase C, SelectCase D>
std::size_t select(A&& a, B&& b, C&& c, D&& d, Location at = Location::here()) {
  return select_at(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                   std::forward<D>(d));
}
template <SelectCase A, SelectCase B, SelectCase C, SelectCase D, SelectCase E>
std::size_t select(A&& a, B&& b, C&& c, D&& d, E&& e, Location at = Location::here()) {
  return select_at(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                   std::forward<D>(d), std::forward<E>(e));
}
template <SelectCase A, SelectCase B, SelectCase C, SelectCase D, SelectCase E, SelectCase F>
std::size_t select(A&& a, B&& b, C&& c, D&& d, E&& e, F&& f, Location at = Location::here()) {
  return select_at(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                   std::forward<D>(d), std::forward<E>(e), std::forward<F>(f));
}
template <SelectCase A, SelectCase B, SelectCase C, SelectCase D, SelectCase E, SelectCase F,
          SelectCase G>
std::size_t select(A&& a, B&& b, C&& c, D&& d, E&& e, F&& f, G&& g,
                   Location at = Location::here()) {
  return select_at(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                   std::forward<D>(d), std::forward<E>(e), std::forward<F>(f), std::forward<G>(g));
}
template <SelectCase A, SelectCase B, SelectCase C, SelectCase D, SelectCase E, SelectCase F,
          SelectCase G, SelectCase H>
std::size_t select(A&& a, B&& b, C&& c, D&& d, E&& e, F&& f, G&& g, H&& h,
                   Location at = Location::here()) {
  return select_at(at, std::forward<A>(a), std::forward<B>(b), std::forward<C>(c),
                   std::forward<D>(d), std::forward<E>(e), std::forward<F>(f), std::forward<G>(g),
                   std::forward<H>(h));
}
/// `select {}`: for ever.
inline void select_forever(Location at = Location::here()) {
  select({}, false, at);
}

}  // namespace weft
