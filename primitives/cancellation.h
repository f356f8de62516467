// What happens to a context at most once: it is cancelled, or its deadline passes.
//
// A context is done when it, or one of those it was derived from, was closed; so closing one is a
// single event, however many are derived from it, and deriving is none. What a closed context says
// (Err, Cause) is decided by the first that was closed.
//
// Dependency: one resource for each. Closing writes its own and reads those above; whoever waits
// or looks reads its own and those above. The passing of a deadline is an event only if anybody in
// the scenario can notice it: a context that nobody waits for or looks at costs nothing.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/primitives/chan.h"
#include "weft/primitives/clock.h"
#include "weft/primitives/errors.h"
#include "weft/primitives/moments.h"

namespace weft {

/// What a context says once it is done.
struct Cancelled {
  Error error;
  Error cause;
};

/// Until when a context lasts: by the clock, or for so long from when it is made.
struct Term {
  Time end;
  bool by_the_clock = false;
};

/// It is its own done channel.
class Cancellation final : public chan::State<Unit>,
                           public std::enable_shared_from_this<Cancellation> {
 public:
  /// Closed when `parent` is (it may be none), and at the end of `term`, saying `expired`.
  static std::shared_ptr<Cancellation> derive(std::shared_ptr<Cancellation> parent,
                                              std::optional<Term> term, const Cancelled& expired,
                                              Location at);

  /// Closes it, unless it is done. Never waits. `by`, here and below: the handle it is come by.
  void close(const Cancelled& saying, const char* verb, Location at,
             const kernel::Name* by = nullptr);
  /// What it says; nothing if it is not done. Never waits.
  [[nodiscard]] std::optional<Cancelled> look(const char* verb, Location at,
                                              const kernel::Name& by);
  /// Waits until it is done, and returns what it says.
  Cancelled wait(Location at);
  /// From now on somebody may notice when deadlines pass, this one's and those above.
  void noticed() const;
  /// Nobody can close it by hand any more. If nobody ever did, nor closed one above, that is a
  /// finding: lost-cancel.
  void abandon();
  [[nodiscard]] bool lost() const;
  /// Whether, when a term ends that the calling goroutine sets now, it can only be done already.
  [[nodiscard]] bool over_by(const Term& term) const;

  // A waiter that can be called off: see after_func.
  class Watch;
  class Key;

  Cancellation(const Key& key, std::shared_ptr<Cancellation> parent, std::optional<Term> term,
               const Cancelled& expired, Location at);

  void polled() const override;
  void take(std::uint16_t /*way*/, void* /*payload*/, std::optional<Unit>& /*none*/) override {}
  void after_receive() override;

 private:
  friend class Watch;

  template <typename T>
  using Block = std::vector<T, kernel::BlockAllocator<T>>;

  void declare_ways();
  void start();
  void expire();
  void relay();
  [[nodiscard]] bool overdue() const;
  void await_overdue(Location at, const kernel::Name* by = nullptr) const;
  [[nodiscard]] kernel::Alternative still_open(std::size_t up_to) const;
  [[nodiscard]] bool closed() const { return kernel::count(closed_) > 0; }
  [[nodiscard]] const Cancellation& first_closed() const;

  std::shared_ptr<Cancellation> parent_;
  Block<Cancellation*> line_;  // this one, its parent, … the eldest
  /// What there is to know of one below, at any depth, that has a deadline. Not the thing itself:
  /// whether it is still there is nothing anybody may see.
  struct Below {
    Deadline deadline;
    kernel::Name name;
    Block<kernel::AlternativeId> done;
  };
  std::map<kernel::ResourceId, Below> below_;  // nor may anybody see which was made first
  kernel::ResourceId closed_ = kernel::new_resources();
  std::optional<Term> term_;
  Deadline deadline_{};  // of its term
  Cancelled expired_;
  Cancelled saying_;
  bool expired_by_itself_ = false;
  bool relayed_ = false;
  Block<kernel::AlternativeId> done_;  // by line_: the first that is closed
  kernel::AlternativeId close_;
  kernel::AlternativeId look_;
};

/// A function that waits for a cancellation, unless it is called off before.
class Cancellation::Watch {
 public:
  /// Runs `body` as a goroutine when `what` is done.
  static std::shared_ptr<Watch> start(std::shared_ptr<Cancellation> what, kernel::Function body,
                                      Location at);
  /// Whether this call kept `body` from running.
  bool stop(Location at);

 private:
  Watch(std::shared_ptr<Cancellation> what, Location at);

  std::shared_ptr<Cancellation> what_;
  kernel::Name name_;
  kernel::ResourceId stopped_ = kernel::new_resources();
};

}  // namespace weft
