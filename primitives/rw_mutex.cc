#include "weft/primitives/rw_mutex.h"

#include <algorithm>
#include <ostream>

#include "weft/primitives/panic.h"

namespace weft {
namespace {

using kernel::Alternative;
using kernel::declare;
using kernel::Mode;
using kernel::Sync;
using kernel::Test;

class Announce final : public kernel::Operation {
 public:
  using Operation::Operation;
  void result(std::ostream& out) const override { out << "queued"; }
};

}  // namespace

RWMutex::RWMutex(std::string_view name, Location at) : Object("rwmutex", name, at) {
  declare_writing();
  declare_reading();
}

void RWMutex::declare_writing() {
  announce_ = declare(Alternative{}.commute(announced_, Sync::none, +1));
  take_ = declare(Alternative{}
                      .when(held_, Test::zero)
                      .when(readers_, Test::zero)
                      .write(held_, Sync::acquire, +1)
                      .read(readers_, Sync::acquire)
                      .holds(held_));
  try_take_ = {declare(Alternative{}
                           .when(announced_, Test::zero)
                           .when(readers_, Test::zero)
                           .write(announced_, Sync::none, +1)
                           .write(held_, Sync::acquire, +1)
                           .read(readers_, Sync::acquire)
                           .holds(held_)),
               declare(Alternative{}.when(announced_, Test::positive).read(announced_)),
               declare(Alternative{}
                           .when(announced_, Test::zero)
                           .when(readers_, Test::positive)
                           .read(announced_)
                           .read(readers_))};
  return_ = {declare(Alternative{}
                         .when(held_, Test::positive)
                         .write(held_, Sync::release, -1)
                         .commute(announced_, Sync::release, -1)
                         .frees(held_)),
             declare(Alternative{}.when(held_, Test::zero).read(held_))};
}

void RWMutex::declare_reading() {
  const Mode mode = kernel::known(name().declared) ? Mode::write : Mode::commute;
  enter_ = {
      declare(Alternative{}
                  .when(announced_, Test::zero)
                  .read(announced_, Sync::acquire)
                  .touch({.resource = readers_, .mode = mode, .sync = Sync::none, .delta = +1})
                  .holds(held_)),
      declare(Alternative{}.when(announced_, Test::positive).read(announced_))};
  leave_ = {
      declare(Alternative{}
                  .when(readers_, Test::positive)
                  .touch({.resource = readers_, .mode = mode, .sync = Sync::release, .delta = -1})
                  .frees(held_)),
      declare(Alternative{}.when(readers_, Test::zero).read(readers_))};
}

void RWMutex::lock(Location at) {
  Announce announce(std::span(&announce_, 1), "lock", name(), at);
  kernel::perform(announce);
  kernel::perform(take_, "lock", name(), at);
}

bool RWMutex::try_lock(Location at) {
  return kernel::perform(try_take_, "try_lock", name(), at) == 0;
}

void RWMutex::unlock(Location at) {
  if (kernel::perform_release(return_, "unlock", name(), at) == 1) {
    panic("sync: Unlock of unlocked RWMutex");
  }
}

void RWMutex::rlock(Location at) {
  kernel::perform(enter_[0], "rlock", name(), at);
  comes_in();
}

bool RWMutex::try_rlock(Location at) {
  const bool entered = kernel::perform(enter_, "try_rlock", name(), at) == 0;
  if (entered) comes_in();
  return entered;
}

void RWMutex::runlock(Location at) {
  leaves();
  if (kernel::perform_release(leave_, "runlock", name(), at) == 1) {
    panic("sync: RUnlock of unlocked RWMutex");
  }
}

void RWMutex::comes_in() {
  if (kernel::unwinding()) return;
  const auto me = std::ranges::find(inside_, kernel::self(), &Reader::goroutine);
  if (me != inside_.end()) {
    ++me->times;
  } else {
    inside_.push_back({kernel::self(), 1});
  }
}

/// Whoever gives back what it took itself finds a reader inside in every order of events. Whoever
/// gives back more than that may be early or late: from now on the order is explored.
void RWMutex::leaves() {
  if (kernel::unwinding()) return;  // this may be gone already
  const auto me = std::ranges::find(inside_, kernel::self(), &Reader::goroutine);
  if (me != inside_.end() && me->times > 0) {
    --me->times;
  } else {
    kernel::learn(name().declared);
  }
}

}  // namespace weft
