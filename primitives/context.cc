#include "weft/primitives/context.h"

#include "weft/primitives/cancellation.h"
#include "weft/primitives/panic.h"

namespace weft {

const Error kCanceled("context canceled");
const Error kDeadlineExceeded("context deadline exceeded");

struct Context::Node {
  Context parent;
  std::shared_ptr<Cancellation> cancellation{};  // its own, or the nearest above
  std::optional<Time> deadline{};
  const void* key = nullptr;
  std::shared_ptr<const void> value{};
};

struct CancelFunc::Handle {
  explicit Handle(std::shared_ptr<Cancellation> of) : cancellation(std::move(of)) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (!called) cancellation->abandon();
  }
  void call(const Error& cause, Location at) {
    called = true;
    cancellation->close({kCanceled, cause ? cause : kCanceled}, "cancel", at);
  }

  std::shared_ptr<Cancellation> cancellation;
  bool called = false;
};

/// Makes contexts out of contexts.
class Deriving {
 public:
  static Context context(Context::Node node) {
    return Context(std::make_shared<const Context::Node>(std::move(node)));
  }
  static std::shared_ptr<Cancellation> cancellation(const Context& of) {
    return of.node_ == nullptr ? nullptr : of.node_->cancellation;
  }
  static Context cancellable(const Context& parent, std::optional<Term> term, const Error& cause,
                             Location at) {
    const std::shared_ptr<Cancellation> above = cancellation(parent);
    std::optional<Time> first = parent.deadline();
    if (term && (!first || term->end < *first)) first = term->end;
    if (term && above != nullptr && above->over_by(*term)) term.reset();
    auto own = Cancellation::derive(above, term, {kDeadlineExceeded, cause}, at);
    return context({.parent = parent, .cancellation = std::move(own), .deadline = first});
  }
  static WithCancel with_term(const Context& parent, const Term& term, const Error& cause,
                              Location at) {
    Context context = cancellable(parent, term, cause ? cause : kDeadlineExceeded, at);
    return {context, cancel<CancelFunc>(context)};
  }
  template <typename Cancel>
  static Cancel cancel(const Context& of) {
    CancelFunc function;
    function.handle_ = std::make_shared<CancelFunc::Handle>(cancellation(of));
    if constexpr (std::is_same_v<Cancel, CancelFunc>) {
      return function;
    } else {
      Cancel with_cause;
      with_cause.function_ = std::move(function);
      return with_cause;
    }
  }
};

Context::~Context() {
  if (node_ == nullptr || node_->cancellation == nullptr) return;
  if (node_.use_count() == 1) node_->cancellation->let_others_finish();
}

std::optional<Time> Context::deadline() const {
  return node_ == nullptr ? std::nullopt : node_->deadline;
}

RecvChan<Unit> Context::done() const {
  if (node_ == nullptr || node_->cancellation == nullptr) return nullptr;
  node_->cancellation->noticed();
  return RecvChan<Unit>(node_->cancellation);
}

Error Context::err(Location at) const {
  if (node_ == nullptr || node_->cancellation == nullptr) return {};
  const auto cancelled = node_->cancellation->look("err of", at);
  return cancelled.has_value() ? cancelled->error : Error{};
}

Error Context::cause(Location at) const {
  if (node_ == nullptr || node_->cancellation == nullptr) return {};
  const auto cancelled = node_->cancellation->look("cause of", at);
  return cancelled.has_value() ? cancelled->cause : Error{};
}

const void* Context::find(const void* key) const {
  for (const Node* node = node_.get(); node != nullptr; node = node->parent.node_.get()) {
    if (node->key == key) return node->value.get();
  }
  return nullptr;
}

CancelFunc::~CancelFunc() {
  if (handle_.use_count() == 1 && !handle_->called) handle_->cancellation->let_others_finish();
}

void CancelFunc::operator()(Location at) const {
  if (handle_ == nullptr) panic("call of a nil cancel function");
  handle_->call({}, at);
}
void CancelCauseFunc::operator()(const Error& cause, Location at) const {
  if (function_.handle_ == nullptr) panic("call of a nil cancel function");
  function_.handle_->call(cause, at);
}

WithCancel with_cancel(const Context& parent, Location at) {
  Context context = Deriving::cancellable(parent, {}, {}, at);
  return {context, Deriving::cancel<CancelFunc>(context)};
}

WithCancelCause with_cancel_cause(const Context& parent, Location at) {
  Context context = Deriving::cancellable(parent, {}, {}, at);
  return {context, Deriving::cancel<CancelCauseFunc>(context)};
}

WithCancel with_deadline_cause(const Context& parent, Time deadline, const Error& cause,
                               Location at) {
  const Term term{.end = deadline, .by_the_clock = !kernel::behaviour().idle_clock};
  return Deriving::with_term(parent, term, cause, at);
}

WithCancel with_deadline(const Context& parent, Time deadline, Location at) {
  return with_deadline_cause(parent, deadline, kDeadlineExceeded, at);
}

WithCancel with_timeout_cause(const Context& parent, Duration timeout, const Error& cause,
                              Location at) {
  return Deriving::with_term(parent, {.end = from_now(timeout)}, cause, at);
}

WithCancel with_timeout(const Context& parent, Duration timeout, Location at) {
  return with_timeout_cause(parent, timeout, kDeadlineExceeded, at);
}

Context without_cancel(const Context& parent) {
  return Deriving::context({.parent = parent});
}

Context with_value(const Context& parent, const void* key, std::shared_ptr<const void> value) {
  if (key == nullptr) panic("nil key");
  return Deriving::context({.parent = parent,
                            .cancellation = Deriving::cancellation(parent),
                            .deadline = parent.deadline(),
                            .key = key,
                            .value = std::move(value)});
}

StopFunc after_func(const Context& ctx, Function body, Location at) {
  std::shared_ptr<Cancellation> what = Deriving::cancellation(ctx);
  if (what == nullptr) what = Cancellation::derive(nullptr, {}, {}, at);  // one that never comes
  const auto watch = Cancellation::Watch::start(std::move(what), std::move(body), at);
  return [watch, at] { return watch->stop(at); };
}

}  // namespace weft
