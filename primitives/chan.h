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
#include <cstring>
#include <iterator>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/primitives/chan_core.h"
#include "weft/primitives/panic.h"
#include "weft/primitives/select.h"
#include "weft/primitives/show.h"

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

template <typename T>
class State : public ChanCore {
 public:
  State(std::size_t capacity, std::string_view name, Location at)
      : ChanCore(capacity, name, at), slots_(capacity) {}

  /// A receive in this way: what it yields goes to `value`, which stays empty if the channel is
  /// closed and drained. (Not returned: padding would come along, and loops are recognised by
  /// their stacks being as they were.)
  virtual void take(std::uint16_t way, void* peer_payload, std::optional<T>& value) {
    if (way == kClosed) return;
    value.emplace(buffered() ? pop() : std::move(*static_cast<T*>(peer_payload)));
  }
  /// Afterwards, on the goroutine that received.
  virtual void after_receive() {}

  void push(T&& value) { slots_[sent_++ % slots_.size()] = std::move(value); }
  T pop() {
    std::optional<T>& slot = slots_[received_++ % slots_.size()];
    T value = std::move(*slot);
    slot.reset();
    return value;
  }

 protected:
  using ChanCore::ChanCore;

 private:
  std::vector<std::optional<T>> slots_;
  std::size_t sent_ = 0;
  std::size_t received_ = 0;
};

inline const kernel::Name& nil_name() {
  static const kernel::Name name{"chan", "nil", {}};
  return name;
}

/// `case ch <- value:`
template <typename T>
class SendCase : public Case {
 public:
  SendCase(std::shared_ptr<State<T>> state, T value)
      : state_(std::move(state)), value_(std::move(value)) {
    if (state_ != nullptr) state_->case_begins();
  }
  ~SendCase() {
    if (state_ != nullptr) state_->case_ends();
  }

  [[nodiscard]] std::span<const kernel::AlternativeId> ways() const override {
    if (state_ == nullptr) return {};
    return state_->send_ways();
  }
  [[nodiscard]] kernel::AlternativeId look() const override { return state_->send_look(); }
  void polled() const override { state_->polled(); }
  void take(std::uint16_t way, void* /*peer_payload*/) override {
    closed_ = way == ChanCore::kClosed;
    if (closed_) return;
    if (kernel::telling()) shown_ = std::make_unique<std::string>(shown(value_));
    if (state_->buffered()) state_->push(std::move(value_));
  }
  void* payload() override { return &value_; }
  void finish() override {
    if (closed_) panic("send on closed channel");
  }
  [[nodiscard]] const char* verb() const override { return "send"; }
  [[nodiscard]] const kernel::Name& object() const override {
    return state_ == nullptr ? nil_name() : state_->name();
  }
  void result(std::ostream& out) const override {
    if (closed_) {
      out << "closed";
    } else if (shown_ != nullptr) {
      out << *shown_;
    }
  }
  void state(std::ostream& out) const override {
    if (state_ == nullptr) return;
    state_->buffered() ? out << "is full with " << state_->cap() : out << "has no buffer";
  }

 private:
  std::shared_ptr<State<T>> state_;
  T value_;
  std::unique_ptr<std::string> shown_;  // before it was moved on
  bool closed_ = false;
};

/// `case value, ok := <-ch:`
template <typename T>
class RecvCase : public Case {
 public:
  explicit RecvCase(std::shared_ptr<State<T>> state) : state_(std::move(state)) {
    if (state_ != nullptr) state_->case_begins();
  }
  ~RecvCase() {
    if (state_ != nullptr) state_->case_ends();
    // What was received must not stay behind on the stack either, see State::take.
    if constexpr (std::is_trivially_copyable_v<T>) {
      std::memset(static_cast<void*>(&value_), 0, sizeof value_);
      asm volatile("" : : "r"(&value_) : "memory");
    }
  }

  [[nodiscard]] std::span<const kernel::AlternativeId> ways() const override {
    if (state_ == nullptr) return {};
    return state_->recv_ways();
  }
  [[nodiscard]] kernel::AlternativeId look() const override { return state_->recv_look(); }
  void polled() const override { state_->polled(); }
  void take(std::uint16_t way, void* peer_payload) override {
    state_->take(way, peer_payload, value_);
  }
  void finish() override { state_->after_receive(); }
  [[nodiscard]] const char* verb() const override { return "recv"; }
  [[nodiscard]] const kernel::Name& object() const override {
    return state_ == nullptr ? nil_name() : state_->name();
  }
  void result(std::ostream& out) const override {
    value_.has_value() ? show(out, *value_) : void(out << "closed");
  }

  [[nodiscard]] std::optional<T>& value() { return value_; }

 private:
  std::shared_ptr<State<T>> state_;
  std::optional<T> value_;
};

/// What is received when there is nothing: Go's zero value. Of a channel that is nil.
template <typename T>
struct Zero {
  static T value() { return T{}; }
};
template <typename T>
struct Zero<Chan<T>> {
  static Chan<T> value() { return nullptr; }
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
    chan::SendCase<T> offer(state_, std::move(value));
    const std::array<Case*, 1> only{&offer};
    select(only, false, at);
  }
  /// Throws Panic("close of closed channel") or Panic("close of nil channel").
  void close(Location at = Location::here()) const {
    if (kernel::unwinding()) return;
    if (state_ == nullptr) panic("close of nil channel");
    state_->close(at);
  }
  /// How many values are buffered. An observation: ordered against sends and receives.
  [[nodiscard]] std::size_t len(Location at = Location::here()) const {
    return state_ == nullptr ? 0 : state_->len(at);
  }
  [[nodiscard]] std::size_t cap() const { return state_ == nullptr ? 0 : state_->cap(); }

  friend bool operator==(const SendChan&, const SendChan&) = default;
  [[nodiscard]] const std::shared_ptr<chan::State<T>>& state() const { return state_; }

 private:
  friend class Chan<T>;
  explicit SendChan(std::shared_ptr<chan::State<T>> state) : state_(std::move(state)) {}
  std::shared_ptr<chan::State<T>> state_;
};

/// `<-chan T`: may only be received from.
template <typename T>
class RecvChan {
 public:
  using value_type = T;
  RecvChan() = default;        ///< nil
  RecvChan(std::nullptr_t) {}  // NOLINT: nil
  explicit RecvChan(std::shared_ptr<chan::State<T>> state) : state_(std::move(state)) {}

  /// Waits for a value; the zero value once the channel is closed and drained; on a nil channel
  /// for ever.
  T recv(Location at = Location::here()) const requires std::default_initializable<T> {
    return recv_ok(at).value;
  }
  /// The same, and whether it was a value that somebody sent.
  Received<T> recv_ok(Location at = Location::here()) const requires std::default_initializable<T> {
    std::optional<T> value = next(at);
    if (value.has_value()) return {*std::move(value), true};
    return {chan::Zero<T>::value(), false};
  }
  /// The next value; nothing once the channel is closed and drained.
  std::optional<T> next(Location at = Location::here()) const {
    chan::RecvCase<T> wish(state_);
    const std::array<Case*, 1> only{&wish};
    select(only, false, at);
    return std::move(wish.value());
  }
  [[nodiscard]] std::size_t len(Location at = Location::here()) const {
    return state_ == nullptr ? 0 : state_->len(at);
  }
  [[nodiscard]] std::size_t cap() const { return state_ == nullptr ? 0 : state_->cap(); }

  /// `for v := range ch`: until it is closed and drained.
  class Iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    explicit Iterator(const RecvChan* from, Location at) : from_(from), at_(at) { ++*this; }
    T& operator*() const { return *value_; }
    Iterator& operator++() {
      value_ = from_->next(at_);
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(const Iterator& i, std::default_sentinel_t) {
      return !i.value_.has_value();
    }

   private:
    const RecvChan* from_;
    Location at_;
    mutable std::optional<T> value_;
  };
  [[nodiscard]] Iterator begin(Location at = Location::here()) const { return Iterator(this, at); }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  friend bool operator==(const RecvChan&, const RecvChan&) = default;
  [[nodiscard]] const std::shared_ptr<chan::State<T>>& state() const { return state_; }

 private:
  std::shared_ptr<chan::State<T>> state_;
};

/// `chan T`: both directions. Converts to either; there is no way back, as in Go.
template <typename T>
class Chan {
 public:
  using value_type = T;

  /// make(chan T, capacity); 0 is unbuffered.
  explicit Chan(std::size_t capacity = 0, std::string_view name = {},
                Location at = Location::here())
      : send_(std::make_shared<chan::State<T>>(capacity, name, at)), recv_(send_.state()) {}
  /// make(chan T)
  explicit Chan(std::string_view name, Location at = Location::here()) : Chan(0, name, at) {}
  template <std::same_as<std::nullptr_t> Nil>
  Chan(Nil) : send_(nullptr), recv_(nullptr) {}  // NOLINT: nil
  Chan(const Chan&) = default;
  Chan(Chan&&) noexcept = default;
  Chan& operator=(const Chan&) = default;
  Chan& operator=(Chan&&) noexcept = default;
  /// The last one lets everybody finish first, see Object.
  ~Chan() {
    constexpr long kOwn = 2;  // send_ and recv_
    if (state() != nullptr) state()->handle_goes(state().use_count(), kOwn);
  }

  operator SendChan<T>() const { return send_; }  // NOLINT: Go's assignability
  operator RecvChan<T>() const { return recv_; }  // NOLINT
  [[nodiscard]] SendChan<T> sender() const { return send_; }
  [[nodiscard]] RecvChan<T> receiver() const { return recv_; }

  void send(T value, Location at = Location::here()) const { send_.send(std::move(value), at); }
  void close(Location at = Location::here()) const { send_.close(at); }
  T recv(Location at = Location::here()) const requires std::default_initializable<T> {
    return recv_.recv(at);
  }
  Received<T> recv_ok(Location at = Location::here()) const requires std::default_initializable<T> {
    return recv_.recv_ok(at);
  }
  std::optional<T> next(Location at = Location::here()) const { return recv_.next(at); }
  [[nodiscard]] std::size_t len(Location at = Location::here()) const { return send_.len(at); }
  [[nodiscard]] std::size_t cap() const { return send_.cap(); }
  [[nodiscard]] auto begin(Location at = Location::here()) const { return recv_.begin(at); }
  [[nodiscard]] std::default_sentinel_t end() const { return {}; }

  friend bool operator==(const Chan&, const Chan&) = default;
  [[nodiscard]] const std::shared_ptr<chan::State<T>>& state() const { return send_.state(); }

 private:
  SendChan<T> send_;
  RecvChan<T> recv_;
};

}  // namespace weft
