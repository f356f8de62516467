#include "weft/primitives/wait_group.h"

#include <algorithm>
#include <ostream>
#include <utility>

#include "weft/primitives/panic.h"

namespace weft {
namespace {

using kernel::Alternative;
using kernel::AlternativeId;
using kernel::Mode;
using kernel::Sync;
using kernel::Test;

constexpr std::size_t kFree = static_cast<std::size_t>(-1);

/// An add or a done: tells what the count is then.
class Change final : public kernel::Operation {
 public:
  Change(const AlternativeId& way, const char* verb, const kernel::Name& object, Location at,
         kernel::ResourceId count)
      : Operation(std::span(&way, 1), verb, object, at), count_(count) {
    called_from_destructors();
  }
  void result(std::ostream& out) const override { out << "now " << kernel::count(count_); }

 private:
  kernel::ResourceId count_;
};

class Wait final : public kernel::Operation {
 public:
  Wait(const AlternativeId& way, const kernel::Name& object, Location at, kernel::ResourceId count)
      : Operation(std::span(&way, 1), "wait", object, at), count_(count) {}
  void state(std::ostream& out) const override {
    out << "lacks " << kernel::count(count_) << " done()";
  }

 private:
  kernel::ResourceId count_;
};

}  // namespace

WaitGroup::WaitGroup(std::string_view name, Location at) : Object("wait group", name, at) {
  const bool order_is_seen = kernel::known(at);
  up_ = change_by(+1, order_is_seen);
  down_ = change_by(-1, order_is_seen);
  wait_ = kernel::declare(Alternative{}.when(count_, Test::zero).read(count_, Sync::acquire));
}

AlternativeId WaitGroup::change_by(int delta, bool order_is_seen) const {
  return kernel::declare(Alternative{}.touch({.resource = count_,
                                              .mode = order_is_seen ? Mode::write : Mode::commute,
                                              .sync = delta > 0 ? Sync::none : Sync::release,
                                              .delta = delta}));
}

void WaitGroup::add(int delta, Location at) {
  if (delta == 0 || kernel::unwinding()) return;
  const Location declared = name().declared;
  const bool order_is_seen = kernel::known(declared);
  AlternativeId change = delta > 0 ? up_ : down_;
  if (delta != 1 && delta != -1) change = change_by(delta, order_is_seen);
  Change operation(change, delta < 0 ? "done" : "add", name(), at, count_);
  kernel::perform(operation);
  if (kernel::unwinding()) return;
  if (!order_is_seen) note(delta);
  if (delta > 0) check_order_against_waits();
  if (kernel::count(count_) < 0) panic("sync: negative WaitGroup counter");
}

void WaitGroup::note(int delta) {
  for (; delta > 0; --delta) units_.push_back({kernel::now(), kFree});
  for (; delta < 0; ++delta) {
    if (could_go_below_zero()) kernel::learn(name().declared);
  }
}

/// In some order that the synchronisation of this execution allows, dones outrun the adds they
/// are for: exactly when not every done can be matched with an add of its own that comes before
/// it (Hall). Each done looks for an augmenting path.
bool WaitGroup::could_go_below_zero() {
  past_begins_.push_back(static_cast<std::uint32_t>(pasts_.size()));
  for (std::size_t u = 0; u < units_.size(); ++u) {
    if (kernel::ordered_before_now(units_[u].added))
      pasts_.push_back(static_cast<std::uint32_t>(u));
  }
  tried_.assign(units_.size(), false);
  return !match(past_begins_.size() - 1);
}

bool WaitGroup::match(std::size_t taker) {
  const std::size_t end = taker + 1 < past_begins_.size() ? past_begins_[taker + 1] : pasts_.size();
  for (std::size_t i = past_begins_[taker]; i < end; ++i) {
    const std::uint32_t u = pasts_[i];
    if (tried_[u]) continue;
    tried_[u] = true;
    if (units_[u].taker != kFree && !match(units_[u].taker)) continue;
    units_[u].taker = taker;
    return true;
  }
  return false;
}

void WaitGroup::wait(Location at) {
  Wait operation(wait_, name(), at, count_);
  kernel::perform(operation);
  const kernel::Epoch now = kernel::now();
  const auto mine = std::ranges::find(returned_, now.goroutine, &kernel::Epoch::goroutine);
  if (mine != returned_.end()) {
    *mine = now;
  } else {
    returned_.push_back(now);
  }
}

/// A wait has returned, so the count was at zero, and this add does not know of it: it could have
/// come while the wait was under way. Every order of the two is explored, so it is enough to look
/// at those in which the wait comes first.
void WaitGroup::check_order_against_waits() const {
  const auto known = std::ranges::count_if(returned_, kernel::ordered_before_now);
  if (static_cast<std::size_t>(known) == returned_.size()) return;
  kernel::report("wait-group-misuse",
                 known == 0 ? "sync: WaitGroup misuse: Add called concurrently with Wait"
                            : "sync: WaitGroup is reused before previous Wait has returned");
}

void WaitGroup::go(Function body, Location at) {
  add(1, at);
  kernel::spawn(
      [this, at, body = std::move(body)]() mutable {
        struct Done {
          WaitGroup& group;
          Location at;
          // NOLINTNEXTLINE(bugprone-exception-escape): it may be one too many
          ~Done() noexcept(false) { group.done(at); }
        } const done{*this, at};
        body();
      },
      {.name = {}, .at = at});
}

}  // namespace weft
