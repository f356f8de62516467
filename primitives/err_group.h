// golang.org/x/sync/errgroup: goroutines that work on parts of one task, and its first error.
//
//   ErrGroup group;
//   for (const Url& url : urls) group.go([&] { return fetch(url); });
//   if (Error err = group.wait()) …
//
// Made of a WaitGroup, a Once, a channel and a context: what commutes is what commutes in them.
#pragma once

#include <optional>
#include <string_view>

#include "weft/primitives/chan.h"
#include "weft/primitives/context.h"
#include "weft/primitives/errors.h"
#include "weft/primitives/go.h"
#include "weft/primitives/once.h"
#include "weft/primitives/wait_group.h"

namespace weft {

class ErrGroup {
 public:
  struct WithContext;

  /// No limit, no context: an error stops nobody.
  explicit ErrGroup(std::string_view name = {}, Location at = Location::here());

  /// A group, and a context derived from `parent` that is cancelled the first time a function
  /// returns an error or wait() returns, whichever comes first. The error is its cause.
  [[nodiscard]] static WithContext with_context(const Context& parent,
                                                Location at = Location::here());

  /// Calls `f`, which need not be copyable, in a new goroutine. Waits until it fits the limit. The
  /// first error cancels the group's context and is what wait() returns. A panic is not the group's
  /// business: it leaves the goroutine.
  void go(Callable<Error> f, Location at = Location::here());
  /// The same if it fits the limit at once; else does nothing. Whether it was started.
  bool try_go(Callable<Error> f, Location at = Location::here());
  /// At most `n` goroutines at a time; negative: no limit; 0: none can be started. Throws Panic
  /// ("errgroup: modify limit while …") while any is active.
  void set_limit(int n, Location at = Location::here());
  /// Waits until all have returned. The first error of any, or nil.
  Error wait(Location at = Location::here());

 private:
  ErrGroup(CancelCauseFunc cancel, Location at);
  void start(Callable<Error> f, Location at);
  void failed(const Error& error, Location at);

  std::optional<CancelCauseFunc> cancel_;
  std::optional<Chan<Unit>> places_;  // as many as may run at a time
  Error error_;
  Once first_error_;
  WaitGroup running_;  // the last, so that it is the first to go and waits for its users
};

struct ErrGroup::WithContext {
  ErrGroup group;
  Context context;
};

}  // namespace weft
