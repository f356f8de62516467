#include "weft/primitives/context.h"

#include "weft/primitives/cancellation.h"
#include "weft/primitives/moments.h"
#include "weft/primitives/panic.h"

namespace weft {

const Error kCanceled("context canceled");
const Error kDeadlineExceeded("context deadline exceeded");

struct Context::Node {
  std::shared_ptr<const Node> parent;
  std::shared_ptr<Cancellation> cancellation{};  // its own, or the nearest above
  std::optional<Time> deadline{};
  const void* key = nullptr;
  std::shared_ptr<const void> value{};
  Location at{};

  [[nodiscard]] kernel::Name name() const {
    return cancellation == nullptr ? kernel::Name{"context", {}, at} : cancellation->name();
  }
};

Context::Context(const std::shared_ptr<const Node>& node) : node_(node, node->name()) {}

/// Behind all copies of a cancel function.
struct CancelFunc::Shared {
  explicit Shared(std::shared_ptr<Cancellation> of) : cancellation(std::move(of)) {}
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;
  ~Shared() {
    if (!called) cancellation->abandon();
  }

  std::shared_ptr<Cancellation> cancellation;
  bool called = false;
};

CancelFunc::CancelFunc(const std::shared_ptr<Shared>& shared)
    : shared_(shared, shared->cancellation->name()) {}

/// Makes contexts out of contexts.
class Deriving {
 public:
  using Node = std::shared_ptr<const Context::Node>;

  static Node node(const Context& of) { return of.node_.use(); }
  static std::shared_ptr<Cancellation> cancellation(const Node& of) {
    return of == nullptr ? nullptr : of->cancellation;
  }
  static Context context(Context::Node node) {
    return Context(make_kept<const Context::Node>(std::move(node)));
  }
  static WithCancel with_cancel(const Context& of, std::optional<Term> term, const Error& cause,
                                Location at) {
    const Node parent = node(of);
    const std::shared_ptr<Cancellation> above = cancellation(parent);
    std::optional<Time> first = parent == nullptr ? std::nullopt : parent->deadline;
    if (term && (!first || term->end < *first)) first = term->end;
    if (term && above != nullptr && above->over_by(*term)) term.reset();
    auto own = Cancellation::derive(above, term, {kDeadlineExceeded, cause}, at);
    CancelFunc cancel(make_kept<CancelFunc::Shared>(own));
    return {context({.parent = parent, .cancellation = std::move(own), .deadline = first}),
            std::move(cancel)};
  }
  static WithCancel with_term(const Context& parent, const Term& term, const Error& cause,
                              Location at) {
    return with_cancel(parent, term, cause ? cause : kDeadlineExceeded, at);
  }
  [[gnu::noinline]] static WithCancel with_timeout(const Context& parent, Duration timeout,
                                                   const Error& cause, Location at) {
    return with_term(parent, {.end = from_now(timeout)}, cause, at);
  }
  static WithCancelCause with_cancel_cause(const Context& parent, Location at) {
    WithCancel made = with_cancel(parent, {}, {}, at);
    WithCancelCause with{std::move(made.context), {}};
    with.cancel.function_ = std::move(made.cancel);
    return with;
  }
};

std::optional<Time> Context::deadline() const {
  const auto node = node_.use();
  return node == nullptr ? std::nullopt : node->deadline;
}

RecvChan<Unit> Context::done() const {
  const auto cancellation = Deriving::cancellation(node_.use());
  if (cancellation == nullptr) return nullptr;
  cancellation->noticed();
  return RecvChan<Unit>(cancellation);
}

Error Context::err(Location at) const {
  const auto cancellation = Deriving::cancellation(node_.use());
  if (cancellation == nullptr) return {};
  const auto cancelled = cancellation->look("err of", at, node_.name());
  return cancelled.has_value() ? cancelled->error : Error{};
}

Error Context::cause(Location at) const {
  const auto cancellation = Deriving::cancellation(node_.use());
  if (cancellation == nullptr) return {};
  const auto cancelled = cancellation->look("cause of", at, node_.name());
  return cancelled.has_value() ? cancelled->cause : Error{};
}

const void* Context::find(const void* key) const {
  const auto innermost = node_.use();
  for (const Node* node = innermost.get(); node != nullptr; node = node->parent.get()) {
    if (node->key == key) return node->value.get();
  }
  return nullptr;
}

void CancelFunc::call(const Error& cause, Location at) const {
  const auto shared = shared_.use_quietly();
  if (shared == nullptr) {
    if (kernel::unwinding()) return;
    panic("call of a nil cancel function");
  }
  shared->called = true;
  shared->cancellation->close({kCanceled, cause ? cause : kCanceled}, "cancel", at,
                              &shared_.name());
}
void CancelFunc::operator()(Location at) const {
  call({}, at);
}
void CancelCauseFunc::operator()(const Error& cause, Location at) const {
  function_.call(cause, at);
}

WithCancel with_cancel(const Context& parent, Location at) {
  return Deriving::with_cancel(parent, {}, {}, at);
}

WithCancelCause with_cancel_cause(const Context& parent, Location at) {
  return Deriving::with_cancel_cause(parent, at);
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
  WithCancel made = Deriving::with_timeout(parent, timeout, cause, at);
  Moments::wipe_stack();
  return made;
}

WithCancel with_timeout(const Context& parent, Duration timeout, Location at) {
  return with_timeout_cause(parent, timeout, kDeadlineExceeded, at);
}

Context without_cancel(const Context& parent, Location at) {
  return Deriving::context({.parent = Deriving::node(parent), .at = at});
}

Context with_value(const Context& parent, const void* key, std::shared_ptr<const void> value,
                   Location at) {
  if (key == nullptr) panic("nil key");
  const auto above = Deriving::node(parent);
  return Deriving::context({.parent = above,
                            .cancellation = Deriving::cancellation(above),
                            .deadline = above == nullptr ? std::nullopt : above->deadline,
                            .key = key,
                            .value = std::move(value),
                            .at = at});
}

StopFunc after_func(const Context& ctx, Function body, Location at) {
  std::shared_ptr<Cancellation> what = Deriving::cancellation(Deriving::node(ctx));
  if (what == nullptr) what = Cancellation::derive(nullptr, {}, {}, at);  // one that never comes
  const auto watch = Cancellation::Watch::start(std::move(what), std::move(body), at);
  return [watch, at] { return watch->stop(at); };
}

}  // namespace weft
