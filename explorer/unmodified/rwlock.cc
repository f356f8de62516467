#include "weft/explorer/unmodified/rwlock.h"

#include <cerrno>

#include "weft/explorer/kernel/finding.h"
#include "weft/primitives/moments.h"

namespace weft::unmodified {

using kernel::Alternative;
using kernel::declare;
using kernel::Sync;
using kernel::Test;

RwLock::RwLock(bool prefers_writers)
    : AnObject(kKind, "rwlock"), prefers_writers_(prefers_writers) {
  declare_writing();
  declare_reading();
}

void RwLock::declare_writing() {
  announce_ = declare(Alternative{}.commute(announced_, Sync::none, +1));
  withdraw_ = declare(Alternative{}.commute(announced_, Sync::none, -1));
  const Alternative taken = Alternative{}
                                .when(held_, Test::zero)
                                .when(readers_, Test::zero)
                                .write(held_, Sync::acquire, +1)
                                .read(readers_, Sync::acquire)
                                .holds(held_);
  const auto a_writer = declare(Alternative{}.when(held_, Test::positive).read(held_));
  const auto readers = declare(Alternative{}
                                   .when(held_, Test::zero)
                                   .when(readers_, Test::positive)
                                   .read(held_)
                                   .read(readers_));
  Alternative at_once = taken;
  if (prefers_writers_) at_once.commute(announced_, Sync::none, +1);
  write_ = {declare(taken), a_writer, readers};
  try_write_ = {declare(at_once), a_writer, readers};
  Alternative given_back = Alternative{}.write(held_, Sync::release, -1).frees(held_);
  if (prefers_writers_) given_back.commute(announced_, Sync::release, -1);
  unlock_ = declare(given_back);
}

void RwLock::declare_reading() {
  const kernel::ResourceId barrier = prefers_writers_ ? announced_ : held_;
  read_ = {declare(Alternative{}
                       .when(barrier, Test::zero)
                       .read(barrier, Sync::acquire)
                       .commute(readers_, Sync::none, +1)
                       .holds(held_)),
           declare(Alternative{}.when(barrier, Test::positive).read(barrier)),
           {}};
  leave_ = declare(Alternative{}.commute(readers_, Sync::release, -1).frees(held_));
}

/// The first of `ways` is the one in which it is taken.
int RwLock::take(const Ways& ways, std::size_t count, std::optional<Time> deadline,
                 const char* verb, const Caller& caller) {
  if (!deadline) {
    kernel::perform(ways[0], verb, name(), caller.site());
    return 0;
  }
  Alternative late = Alternative{}.read(held_).read(readers_);
  const auto blocked = [&](kernel::ResourceId by) {
    Alternative way = late;
    way.when(by, Test::positive);
    return declare(moments().not_before(*deadline, way));
  };
  Ways all{ways[0]};
  if (count == 3) {
    late.when(held_, Test::zero);
    all[1] = blocked(readers_);
    late = Alternative{}.read(held_);
    all[2] = blocked(held_);
  } else {
    const kernel::ResourceId barrier = prefers_writers_ ? announced_ : held_;
    late = Alternative{}.read(barrier);
    all[1] = blocked(barrier);
  }
  const auto taken = kernel::perform(std::span(all).first(count), verb, name(), caller.site());
  if (taken == 0) return 0;
  moments().waited_until(*deadline);
  return ETIMEDOUT;
}

int RwLock::lock(std::optional<Time> deadline, const Caller& caller) {
  if (writer_ == kernel::self()) return EDEADLK;
  if (prefers_writers_) kernel::perform(announce_, "lock", name(), caller.site());
  const int failed = take(write_, 3, deadline, "lock", caller);
  if (failed == 0) {
    writer_ = kernel::self();
  } else if (prefers_writers_) {
    kernel::perform(withdraw_, "give up", name(), caller.site());
  }
  return failed;
}

int RwLock::try_lock(const Caller& caller) {
  if (kernel::perform(try_write_, "try_lock", name(), caller.site()) != 0) return EBUSY;
  writer_ = kernel::self();
  return 0;
}

int RwLock::lock_shared(std::optional<Time> deadline, const Caller& caller) {
  if (writer_ == kernel::self()) return EDEADLK;
  const int failed = take(read_, 2, deadline, "lock_shared", caller);
  if (failed == 0) ++times_inside();
  return failed;
}

int RwLock::try_lock_shared(const Caller& caller) {
  const std::span<const kernel::AlternativeId> ways = read_;
  if (kernel::perform(ways.first(2), "try_lock_shared", name(), caller.site()) != 0) return EBUSY;
  ++times_inside();
  return 0;
}

int RwLock::unlock(const Caller& caller) {
  if (writer_ == kernel::self()) {
    writer_ = kernel::kNobody;
    kernel::perform(unlock_, "unlock", name(), caller.site());
    return 0;
  }
  int& times = times_inside();
  if (times == 0) {
    kernel::report(kind::kPanic, "unlock of a reader-writer lock that its thread does not hold");
    return EPERM;
  }
  --times;
  kernel::perform(leave_, "unlock_shared", name(), caller.site());
  return 0;
}

int& RwLock::times_inside() {
  const std::size_t me = index(kernel::self());
  if (inside_.size() <= me) inside_.resize(me + 1);
  return inside_[me];
}

}  // namespace weft::unmodified
