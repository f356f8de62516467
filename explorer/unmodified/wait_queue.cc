#include "weft/explorer/unmodified/wait_queue.h"

#include <algorithm>
#include <ostream>

#include "weft/primitives/moments.h"

namespace weft::unmodified {
namespace {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Mode;
using kernel::ResourceId;
using kernel::Side;
using kernel::Sync;
using kernel::Test;

/// So many wake-ups of all share a resource with the one before; see weft::Cond.
constexpr std::uint32_t kRing = 16;

class Sleep final : public kernel::Operation {
 public:
  Sleep(std::span<const AlternativeId> ends, std::uint16_t too_late, const kernel::Name& object,
        kernel::Location at)
      : Operation(ends, "wait", object, at), too_late_(too_late) {}
  void describe(std::ostream& out) const override {
    out << (taken() == kernel::kOtherwise ? "wait " : "wake ") << object();
  }
  void result(std::ostream& out) const override {
    if (taken() < 2) return;
    out << (taken() == too_late_ ? "timed out" : "for no reason");
  }

 private:
  std::uint16_t too_late_;
};

/// A sleeper comes: it belongs to the next wake-up of all.
class Join final : public kernel::Operation {
 public:
  Join(const AlternativeId& way, const kernel::Name& object, kernel::Location at, ResourceId wakes)
      : Operation(std::span(&way, 1), "wait", object, at), wakes_(wakes) {}
  void execute(kernel::Step& /*step*/) override { arrival_ = kernel::count(wakes_); }
  [[nodiscard]] std::int32_t arrival() const { return arrival_; }

 private:
  ResourceId wakes_;
  std::int32_t arrival_ = 0;
};

class WakeAll final : public kernel::Operation {
 public:
  WakeAll(std::span<const AlternativeId> ways, const char* verb, const kernel::Name& object,
          kernel::Location at, ResourceId fresh)
      : Operation(ways, verb, object, at), fresh_(fresh) {}
  void execute(kernel::Step& /*step*/) override { woken_ = kernel::count(fresh_); }
  [[nodiscard]] int woken() const { return woken_; }

 private:
  ResourceId fresh_;
  int woken_ = 0;
};

}  // namespace

WaitQueue::WaitQueue() {
  rounds_ = kernel::new_resources(kRing);
  one_ = {kernel::declare(
              Alternative{}.commute(fresh_, Sync::none, -1).meet_in_passing(point_, Side::offer)),
          kernel::declare(Alternative{}.when(fresh_, Test::zero).read(fresh_).misses(point_))};
  all_ = {
      kernel::declare(
          Alternative{}
              .when(fresh_, Test::positive)
              .touch({.resource = fresh_, .mode = Mode::write, .drains = true})
              .tally(wakes_, -1)
              .touch({.resource = rounds_, .mode = Mode::write, .ring = kRing, .ticket = wakes_})),
      one_[1]};
}

Alternative& WaitQueue::joined(Alternative& way) const {
  return way.commute(fresh_, Sync::none, +1);
}

std::int32_t WaitQueue::join(const AlternativeId& way, const kernel::Name& name,
                             const Caller& caller) const {
  Join join(way, name, caller.site(), wakes_);
  kernel::perform(join);
  return join.arrival();
}

ResourceId WaitQueue::round(std::int32_t arrival) const {
  return ResourceId{static_cast<std::uint32_t>(rounds_) +
                    static_cast<std::uint32_t>(arrival) % kRing};
}

Alternative WaitQueue::leaves(std::int32_t arrival) const {
  return Alternative{}.when(wakes_, Test::equal, arrival).commute(fresh_, Sync::none, -1);
}

WaitQueue::End WaitQueue::sleep(std::int32_t arrival, std::optional<Time> deadline,
                                const kernel::Name& name, const Caller& caller) {
  std::array<AlternativeId, 4> ends{};
  std::uint16_t count = 0;
  ends[count++] = kernel::declare(Alternative{}
                                      .when(wakes_, Test::equal, arrival)
                                      .meet_in_passing(point_, Side::accept)
                                      .awaits(point_));
  ends[count++] =
      kernel::declare(Alternative{}.when(wakes_, Test::below, arrival).read(round(arrival)));
  const std::uint16_t too_late = deadline ? count : kernel::kOtherwise;
  if (deadline) {
    Alternative late = leaves(arrival);
    ends[count++] = kernel::declare(moments().not_before(*deadline, late));
  }
  const std::uint16_t spurious = may_wake_for_no_reason() ? count : kernel::kOtherwise;
  if (spurious != kernel::kOtherwise) ends[count++] = kernel::declare(leaves(arrival));
  Sleep sleep(std::span<const AlternativeId>(ends).first(count), too_late, name, caller.site());
  kernel::perform(sleep);
  if (sleep.taken() == too_late) {
    moments().waited_until(*deadline);
    return End::too_late;
  }
  if (sleep.taken() != spurious) return End::woken;
  woken_for_no_reason_.push_back(kernel::self());
  return End::spurious;
}

/// Once for each goroutine is enough to tell an `if` from a `while`.
bool WaitQueue::may_wake_for_no_reason() {
  return kernel::behaviour().spurious_wakeups &&
         std::ranges::find(woken_for_no_reason_, kernel::self()) == woken_for_no_reason_.end();
}

bool WaitQueue::wake_one(const char* verb, const kernel::Name& name, const Caller& caller) {
  return kernel::perform(one_, verb, name, caller.site()) == 0;
}

int WaitQueue::wake_all(const char* verb, const kernel::Name& name, const Caller& caller) {
  WakeAll wake(all_, verb, name, caller.site(), fresh_);
  kernel::perform(wake);
  return wake.woken();
}

}  // namespace weft::unmodified
