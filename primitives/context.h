// context.Context: carries a deadline, a cancellation and values down a tree of calls.
//
//   auto [ctx, cancel] = with_timeout(background(), 50ms);
//   Defer deferred(cancel);                       // defer cancel()
//   select(recv(ctx.done(), [&] { … ctx.err() … }),
//          recv(results, [&](int result) { … }));
//
// A context is a value; copies are the same context. Deriving one is no operation, so a context
// that nobody cancels, waits for or looks at costs nothing to explore.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "weft/primitives/chan.h"
#include "weft/primitives/clock.h"
#include "weft/primitives/errors.h"
#include "weft/primitives/go.h"
#include "weft/primitives/handle.h"

namespace weft {

class Cancellation;

/// context.Canceled: what err() of a context says that was cancelled.
extern const Error kCanceled;
/// context.DeadlineExceeded: what it says when the deadline passed first.
extern const Error kDeadlineExceeded;

/// What a value is kept under: one object for each kind of value, usually `inline const`. Two keys
/// are never equal, whatever they are called.
template <typename T>
class ContextKey {
 public:
  explicit ContextKey(std::string_view name = {}) : name_(name) {}
  ContextKey(const ContextKey&) = delete;
  ContextKey& operator=(const ContextKey&) = delete;
  [[nodiscard]] std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

class Context {
 public:
  /// The same as background().
  Context() = default;

  /// The time when work for this context should be cancelled; nothing if no deadline is set. The
  /// same at every call.
  [[nodiscard]] std::optional<Time> deadline() const;
  /// Closed when work for this context should be cancelled; nil if that can never be. The same
  /// channel at every call.
  [[nodiscard]] RecvChan<Unit> done() const;
  /// nil as long as done() is not closed; then why: kCanceled or kDeadlineExceeded, and the same
  /// at every later call.
  [[nodiscard]] Error err(Location at = Location::here()) const;
  /// context.Cause: nil as long as it is not done; then the cause given to the cancel function, or
  /// what err() says if none was. The first cancellation, of this context or one above, sets it.
  [[nodiscard]] Error cause(Location at = Location::here()) const;
  /// The value that it or the nearest context above holds under `key`; nullptr if there is none.
  template <typename T>
  [[nodiscard]] const T* value(const ContextKey<T>& key) const {
    return static_cast<const T*>(find(&key));
  }

  friend bool operator==(const Context&, const Context&) = default;

 private:
  struct Node;
  friend class Deriving;

  explicit Context(const std::shared_ptr<const Node>& node);
  [[nodiscard]] const void* find(const void* key) const;

  Handle<const Node> node_;  // nil: background
};

/// context.Background: never cancelled, has no values and no deadline.
[[nodiscard]] inline Context background() {
  return {};
}
/// context.TODO: the same, for where it is unclear which context to use.
[[nodiscard]] inline Context todo() {
  return {};
}

/// context.CancelFunc: tells an operation to abandon its work. Does not wait for the work to stop.
/// May be called by several goroutines; after the first call, calls do nothing. Copies are the
/// same function. Dropping the last copy without a call, when no context above is ever cancelled
/// either, is a finding: lost-cancel.
class CancelFunc {
 public:
  CancelFunc() = default;
  void operator()(Location at = Location::here()) const;

 private:
  friend class Deriving;
  friend class CancelCauseFunc;
  struct Shared;
  explicit CancelFunc(const std::shared_ptr<Shared>& shared);
  void call(const Error& cause, Location at) const;

  Handle<Shared> shared_;
};

/// context.CancelCauseFunc: the same, and sets the cause; nil sets it to kCanceled.
class CancelCauseFunc {
 public:
  void operator()(const Error& cause, Location at = Location::here()) const;

 private:
  friend class Deriving;
  CancelFunc function_;
};

struct WithCancel {
  Context context;
  CancelFunc cancel;
};
struct WithCancelCause {
  Context context;
  CancelCauseFunc cancel;
};

/// A context that is done when `cancel` is called or `parent` is done, whichever happens first.
[[nodiscard]] WithCancel with_cancel(const Context& parent, Location at = Location::here());
[[nodiscard]] WithCancelCause with_cancel_cause(const Context& parent,
                                                Location at = Location::here());
/// Also when `deadline` passes. If the parent's deadline is earlier already, it is the one that
/// counts; if it has passed already, the context is done at once.
[[nodiscard]] WithCancel with_deadline(const Context& parent, Time deadline,
                                       Location at = Location::here());
[[nodiscard]] WithCancel with_deadline_cause(const Context& parent, Time deadline,
                                             const Error& cause, Location at = Location::here());
/// with_deadline(parent, now() + timeout)
[[nodiscard]] WithCancel with_timeout(const Context& parent, Duration timeout,
                                      Location at = Location::here());
[[nodiscard]] WithCancel with_timeout_cause(const Context& parent, Duration timeout,
                                            const Error& cause, Location at = Location::here());

/// A context that is not done when `parent` is: no deadline, err() is nil; but has its values.
[[nodiscard]] Context without_cancel(const Context& parent, Location at = Location::here());

/// The same with any object as the key. Throws Panic("nil key").
[[nodiscard]] Context with_value(const Context& parent, const void* key,
                                 std::shared_ptr<const void> value, Location at = Location::here());
/// A context in which the value under `key` is `value`.
template <typename T>
[[nodiscard]] Context with_value(const Context& parent, const ContextKey<T>& key,
                                 std::type_identity_t<T> value, Location at = Location::here()) {
  return with_value(parent, &key, std::make_shared<const T>(std::move(value)), at);
}

/// What after_func returns: keeps the function from running. True if this call did; false if it
/// was started, or stopped, already. Does not wait for it to complete.
using StopFunc = std::function<bool()>;

/// context.AfterFunc: runs `body`, which need not be copyable, in a goroutine of its own after
/// `ctx` is done; at once if it is done already.
StopFunc after_func(const Context& ctx, Function body, Location at = Location::here());

}  // namespace weft
