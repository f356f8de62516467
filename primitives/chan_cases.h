// What a select can do with a channel: send to it, or receive from it. And what a channel of T
// keeps.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/primitives/chan_core.h"
#include "weft/primitives/handle.h"
#include "weft/primitives/panic.h"
#include "weft/primitives/select.h"
#include "weft/primitives/show.h"

namespace weft::chan {

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

/// While a value changes hands.
template <typename T>
using Moving = std::conditional_t<std::is_trivially_copyable_v<T>, Unit, kernel::Effect>;

inline const kernel::Name& nil_name() {
  static const kernel::Name name{"chan", "nil", {}};
  return name;
}

/// `case ch <- value:`
template <typename T>
class SendCase : public Case {
 public:
  SendCase(const Handle<State<T>>& to, T value)
      : state_(to.use()), by_(&to.name()), value_(std::move(value)) {}

  [[nodiscard]] std::span<const kernel::AlternativeId> ways() const override {
    if (state_ == nullptr) return {};
    return state_->send_ways();
  }
  [[nodiscard]] kernel::AlternativeId look() const override { return state_->send_look(); }
  void polled() const override { state_->polled(); }
  void take(std::uint16_t way, void* /*peer_payload*/) override {
    closed_ = way == ChanCore::kClosed;
    if (closed_) return;
    [[maybe_unused]] const Moving<T> moving{};
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
  [[nodiscard]] const kernel::Name& by() const override { return *by_; }
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
  const kernel::Name* by_;
  T value_;
  std::unique_ptr<std::string> shown_;  // before it was moved on
  bool closed_ = false;
};

/// `case value, ok := <-ch:`
template <typename T>
class RecvCase : public Case {
 public:
  explicit RecvCase(const Handle<State<T>>& from) : state_(from.use()), by_(&from.name()) {}
  ~RecvCase() {
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
    [[maybe_unused]] const Moving<T> moving{};
    state_->take(way, peer_payload, value_);
  }
  void finish() override { state_->after_receive(); }
  [[nodiscard]] const char* verb() const override { return "recv"; }
  [[nodiscard]] const kernel::Name& object() const override {
    return state_ == nullptr ? nil_name() : state_->name();
  }
  [[nodiscard]] const kernel::Name& by() const override { return *by_; }
  void result(std::ostream& out) const override {
    value_.has_value() ? show(out, *value_) : void(out << "closed");
  }

  [[nodiscard]] std::optional<T>& value() { return value_; }

 private:
  std::shared_ptr<State<T>> state_;
  const kernel::Name* by_;
  std::optional<T> value_;
};

}  // namespace weft::chan
