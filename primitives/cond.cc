#include "weft/primitives/cond.h"

#include <algorithm>
#include <ostream>

#include "weft/primitives/panic.h"

namespace weft {
namespace {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Mode;
using kernel::ResourceId;
using kernel::Side;
using kernel::Sync;
using kernel::Test;

/// So many broadcasts share a resource with the one before: a waiter is then ordered against both,
/// though only one woke it. Nobody sleeps that long after being woken but in theory.
constexpr std::uint32_t kRing = 16;

/// A waiter comes: it belongs to the next broadcast.
class Join final : public kernel::Operation {
 public:
  Join(const AlternativeId& way, const kernel::Name& cond, Location at, ResourceId broadcasts)
      : Operation(std::span(&way, 1), "wait", cond, at), broadcasts_(broadcasts) {}
  void execute(kernel::Step& /*step*/) override { so_far_ = kernel::count(broadcasts_); }
  [[nodiscard]] std::int32_t so_far() const { return so_far_; }

 private:
  ResourceId broadcasts_;
  std::int32_t so_far_ = 0;
};

class Sleep final : public kernel::Operation {
 public:
  Sleep(std::span<const AlternativeId> ends, const kernel::Name& cond, Location at)
      : Operation(ends, "wait", cond, at) {}
  void describe(std::ostream& out) const override {
    out << (taken() == kernel::kOtherwise ? "wait " : "wake ") << object();
  }
  void result(std::ostream& out) const override {
    if (taken() == 2) out << "for no reason";
  }
};

}  // namespace

void Cond::declare() {
  rounds_ = kernel::new_resources(kRing);
  join_ = kernel::declare(Alternative{}.commute(fresh_, Sync::none, +1));
  // Somebody who has come is met when he has given the lock back; a signal waits for that.
  signal_ = {
      kernel::declare(Alternative{}
                          .commute(fresh_, Sync::none, -1)
                          .touch({.resource = point_, .mode = Mode::tally, .sync = Sync::publish})
                          .meet_in_passing(point_, Side::offer)),
      kernel::declare(Alternative{}.when(fresh_, Test::zero).read(fresh_).misses(point_))};
  broadcast_ = {
      kernel::declare(Alternative{}
                          .when(fresh_, Test::positive)
                          .touch({.resource = fresh_, .mode = Mode::write, .drains = true})
                          .tally(broadcasts_, -1)
                          .touch({.resource = rounds_,
                                  .mode = Mode::write,
                                  .sync = Sync::release,
                                  .ring = kRing,
                                  .ticket = broadcasts_})),
      kernel::declare(Alternative{}.when(fresh_, Test::zero).read(fresh_).misses(point_))};
}

/// The ways out of a wait that began after so many broadcasts.
Cond::Ends Cond::ends_since(std::int32_t broadcasts) const {
  const ResourceId its_own{static_cast<std::uint32_t>(rounds_) +
                           static_cast<std::uint32_t>(broadcasts) % kRing};
  Ends ends{};
  ends[kSignalled] =
      kernel::declare(Alternative{}
                          .when(broadcasts_, Test::equal, broadcasts)
                          .touch({.resource = point_, .mode = Mode::tally, .sync = Sync::acquire})
                          .meet_in_passing(point_, Side::accept)
                          .awaits(point_));
  ends[kBroadcast] = kernel::declare(
      Alternative{}.when(broadcasts_, Test::below, broadcasts).read(its_own, Sync::acquire));
  ends[kSpurious] = kernel::declare(
      Alternative{}.when(broadcasts_, Test::equal, broadcasts).commute(fresh_, Sync::none, -1));
  return ends;
}

void Cond::wait(Location at) {
  Join join(join_, name(), at, broadcasts_);
  kernel::perform(join);
  const Ends ends = ends_since(join.so_far());
  try {
    give_back_(lock_, at);
  } catch (const Panic&) {
    kernel::perform(std::span<const AlternativeId>(ends).last(2), "leave", name(), at);
    throw;
  }
  const std::span<const AlternativeId> all = ends;
  Sleep sleep(all.first(may_wake_for_no_reason() ? 3 : 2), name(), at);
  kernel::perform(sleep);
  if (sleep.taken() == kSpurious) woken_for_no_reason_.push_back(kernel::self());
  take_(lock_, at);
}

/// Once for each goroutine is enough to tell an `if` from a `while`.
bool Cond::may_wake_for_no_reason() {
  return kernel::behaviour().spurious_wakeups &&
         std::ranges::find(woken_for_no_reason_, kernel::self()) == woken_for_no_reason_.end();
}

void Cond::signal(Location at) {
  kernel::perform_release(signal_, "signal", name(), at);
}

void Cond::broadcast(Location at) {
  kernel::perform_release(broadcast_, "broadcast", name(), at);
}

}  // namespace weft
