// A Go channel of T, and its two directions.
//
//   Chan<int> jobs(5, "jobs");   // make(chan int, 5)
//   Chan<Unit> done;             // make(chan struct{})
//   Chan<int> none = nullptr;    // a nil channel: never ready, in either direction
//
// Copies share the channel, as in Go. What commutes with what is told in chan_core.h.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/primitives/chan_cases.h"
#include "weft/primitives/handle.h"
#include "weft/primitives/panic.h"
#include "weft/primitives/select.h"

namespace weft {

/// `v, ok := <-ch`: ok is false when the channel is closed and drained; then value is the zero
/// value.
template <typename T>
struct Received {
  T value;
  bool ok;
};

template <typename T>
class Chan;

namespace chan {

/// What is received when there is nothing: Go's zero value. Of a channel that is nil.
template <typename T>
struct Zero {
  static T value() { return T{}; }
};
template <typename T>
struct Zero<Chan<T>> {
  static Chan<T> value() { return nullptr; }
};

template <typename T>
void send(const Handle<State<T>>& to, T value, Location at) {
  SendCase<T> offer(to, std::move(value));
  const std::array<Case*, 1> only{&offer};
  select(only, false, at);
}
template <typename T>
std::optional<T> next(const Handle<State<T>>& from, Location at) {
  RecvCase<T> wish(from);
  const std::array<Case*, 1> only{&wish};
  select(only, false, at);
  return std::move(wish.value());
}
template <typename T>
Received<T> recv(const Handle<State<T>>& from, Location at) {
  std::optional<T> value = chan::next(from, at);
  if (value.has_value()) return {*std::move(value), true};
  return {Zero<T>::value(), false};
}
template <typename T>
void close(const Handle<State<T>>& channel, Location at) {
  const std::shared_ptr<State<T>> state = channel.use_quietly();
  if (kernel::unwinding()) return;
  if (state == nullptr) panic("close of nil channel");
  state->close(at, channel.name());
}
template <typename T>
std::size_t len(const Handle<State<T>>& of, Location at) {
  const std::shared_ptr<State<T>> state = of.use_quietly();
  return state == nullptr ? 0 : state->len(at, of.name());
}
template <typename T>
std::size_t cap(const Handle<State<T>>& of) {
  const std::shared_ptr<State<T>> state = of.use_quietly();
  return state == nullptr ? 0 : state->cap();
}

/// `for v := range ch`
template <typename T>
class Iterator {
 public:
  using value_type = T;
  using difference_type = std::ptrdiff_t;
  explicit Iterator(const Handle<State<T>>* from, Location at) : from_(from), at_(at) { ++*this; }
  T& operator*() const { return *value_; }
  Iterator& operator++() {
    value_ = chan::next(*from_, at_);
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const Iterator& i, std::default_sentinel_t) {
    return !i.value_.has_value();
  }

 private:
  const Handle<State<T>>* from_;
  Location at_;
  mutable std::optional<T> value_;
};

}  // namespace chan

/// `chan<- T`: may only be sent to and closed.
template <typename T>
class SendChan {
 public:
  using value_type = T;
  SendChan() = default;        ///< nil
  SendChan(std::nullptr_t) {}  // NOLINT: nil

  /// Waits for room, or without a buffer for a receiver; on a nil channel for ever.
  /// Throws Panic("send on closed channel").
  void send(T value, Location at = Location::here()) const {
    chan::send(handle_, std::move(value), at);
  }
  /// Throws Panic("close of closed channel") or Panic("close of nil channel").
  void close(Location at = Location::here()) const { chan::close(handle_, at); }
  /// How many values are buffered. An observation: ordered against sends and receives.
  [[nodiscard]] std::size_t len(Location at = Location::here()) const {
    return chan::len(handle_, at);
  }
  [[nodiscard]] std::size_t cap() const { return chan::cap(handle_); }

  friend bool operator==(const SendChan&, const SendChan&) = default;
  [[nodiscard]] const Handle<chan::State<T>>& handle() const { return handle_; }

 private:
  friend class Chan<T>;
  explicit SendChan(const Handle<chan::State<T>>& handle) : handle_(handle) {}
  Handle<chan::State<T>> handle_;
};

/// `<-chan T`: may only be received from.
template <typename T>
class RecvChan {
 public:
  using value_type = T;
  RecvChan() = default;        ///< nil
  RecvChan(std::nullptr_t) {}  // NOLINT: nil
  explicit RecvChan(const std::shared_ptr<chan::State<T>>& state) : handle_(state, state->name()) {}

  /// Waits for a value; the zero value once the channel is closed and drained; on a nil channel
  /// for ever.
  T recv(Location at = Location::here()) const requires std::default_initializable<T> {
    return chan::recv(handle_, at).value;
  }
  /// The same, and whether it was a value that somebody sent.
  Received<T> recv_ok(Location at = Location::here()) const requires std::default_initializable<T> {
    return chan::recv(handle_, at);
  }
  /// The next value; nothing once the channel is closed and drained.
  std::optional<T> next(Location at = Location::here()) const { return chan::next(handle_, at); }
  [[nodiscard]] std::size_t len(Location at = Location::here()) const {
    return chan::len(handle_, at);
  }
  [[nodiscard]] std::size_t cap() const { return chan::cap(handle_); }

  /// `for v := range ch`: until it is closed and drained.
  [[nodiscard]] auto begin(Location at = Location::here()) const {
    return chan::Iterator<T>(&handle_, at);
  }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  friend bool operator==(const RecvChan&, const RecvChan&) = default;
  [[nodiscard]] const Handle<chan::State<T>>& handle() const { return handle_; }

 private:
  friend class Chan<T>;
  explicit RecvChan(const Handle<chan::State<T>>& handle) : handle_(handle) {}
  Handle<chan::State<T>> handle_;
};

/// `chan T`: both directions. Converts to either; there is no way back, as in Go.
template <typename T>
class Chan {
 public:
  using value_type = T;

  /// make(chan T, capacity); 0 is unbuffered.
  explicit Chan(std::size_t capacity = 0, std::string_view name = {},
                Location at = Location::here())
      : Chan(make_kept<chan::State<T>>(capacity, name, at)) {}
  /// make(chan T)
  explicit Chan(std::string_view name, Location at = Location::here()) : Chan(0, name, at) {}
  template <std::same_as<std::nullptr_t> Nil>
  Chan(Nil) {}  // NOLINT: nil

  operator SendChan<T>() const { return sender(); }    // NOLINT: Go's assignability
  operator RecvChan<T>() const { return receiver(); }  // NOLINT
  [[nodiscard]] SendChan<T> sender() const { return SendChan<T>(handle_); }
  [[nodiscard]] RecvChan<T> receiver() const { return RecvChan<T>(handle_); }

  void send(T value, Location at = Location::here()) const {
    chan::send(handle_, std::move(value), at);
  }
  void close(Location at = Location::here()) const { chan::close(handle_, at); }
  T recv(Location at = Location::here()) const requires std::default_initializable<T> {
    return chan::recv(handle_, at).value;
  }
  Received<T> recv_ok(Location at = Location::here()) const requires std::default_initializable<T> {
    return chan::recv(handle_, at);
  }
  std::optional<T> next(Location at = Location::here()) const { return chan::next(handle_, at); }
  [[nodiscard]] std::size_t len(Location at = Location::here()) const {
    return chan::len(handle_, at);
  }
  [[nodiscard]] std::size_t cap() const { return chan::cap(handle_); }
  [[nodiscard]] auto begin(Location at = Location::here()) const {
    return chan::Iterator<T>(&handle_, at);
  }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  friend bool operator==(const Chan&, const Chan&) = default;
  [[nodiscard]] const Handle<chan::State<T>>& handle() const { return handle_; }

 private:
  explicit Chan(const std::shared_ptr<chan::State<T>>& state) : handle_(state, state->name()) {}
  Handle<chan::State<T>> handle_;
};

}  // namespace weft
