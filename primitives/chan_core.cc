#include "weft/primitives/chan_core.h"

#include "weft/explorer/kernel/goroutine.h"
#include "weft/primitives/panic.h"

namespace weft {

using kernel::Alternative;
using kernel::declare;
using kernel::Mode;
using kernel::ResourceId;
using kernel::Side;
using kernel::Sync;
using kernel::Test;

ChanCore::ChanCore(std::size_t capacity, std::string_view name, Location at)
    : capacity_(capacity), name_{"chan", name, at} {
  const auto slots = static_cast<std::uint32_t>(capacity);
  const auto first = static_cast<std::uint32_t>(kernel::new_resources(5 + slots));
  closed_ = ResourceId{first};
  length_ = ResourceId{first + 1};
  send_end_ = ResourceId{first + 2};
  recv_end_ = ResourceId{first + 3};
  level_ = ResourceId{first + 4};
  slots_ = ResourceId{first + 5};
  close_ = {declare(Alternative{}
                        .when(closed_, Test::zero)
                        .write(closed_, Sync::release, +1)
                        .write(send_end_)),
            declare(Alternative{}.when(closed_, Test::positive).read(closed_))};
  send_[kClosed] = declare(Alternative{}.when(closed_, Test::positive).read(closed_));
  const bool is_polled = kernel::known(at);
  buffered() ? declare_buffered(is_polled) : declare_unbuffered();
  if (is_polled && !buffered()) kernel::watch(point_);
}

ChanCore::ChanCore(const char* type, std::string_view name, Location at)
    : capacity_(0), name_{type, name, at} {}

void ChanCore::declare_buffered(bool is_polled) {
  const auto ring = static_cast<std::uint32_t>(capacity_);
  const auto full = static_cast<std::int32_t>(capacity_);
  Alternative send = Alternative{}
                         .when(closed_, Test::zero)
                         .when(length_, Test::below, full)
                         .read(closed_)
                         .write(send_end_, Sync::none, +1)
                         .touch({.resource = slots_,
                                 .mode = Mode::write,
                                 .sync = Sync::both,
                                 .ring = ring,
                                 .ticket = send_end_})
                         .tally(length_, +1);
  Alternative recv = Alternative{}
                         .when(length_, Test::positive)
                         .write(recv_end_, Sync::none, +1)
                         .touch({.resource = slots_,
                                 .mode = Mode::write,
                                 .sync = Sync::both,
                                 .ring = ring,
                                 .ticket = recv_end_})
                         .tally(length_, -1);
  if (is_polled) {
    send.write(level_);
    recv.write(level_);
  }
  send_[kPassed] = declare(send);
  recv_[kPassed] = declare(recv);
  recv_[kClosed] = declare(Alternative{}
                               .when(closed_, Test::positive)
                               .when(length_, Test::zero)
                               .read(recv_end_)
                               .read(closed_, Sync::acquire));
  send_look_ = declare(Alternative{}.read(closed_).read(level_));
  recv_look_ = declare(Alternative{}.read(closed_).read(level_));
  length_look_ = declare(Alternative{}.read(send_end_).read(recv_end_));
}

void ChanCore::declare_unbuffered() {
  point_ = kernel::new_point();
  const auto half = [this](Side side) {
    return Alternative{}.when(closed_, Test::zero).read(closed_).meet(point_, side);
  };
  send_[kPassed] = declare(half(Side::offer));
  recv_[kPassed] = declare(half(Side::accept).awaits(point_));
  recv_[kClosed] =
      declare(Alternative{}.when(closed_, Test::positive).read(closed_, Sync::acquire));
  send_look_ =
      declare(Alternative{}.read(closed_).read(arrivals(point_, Side::accept)).misses(point_));
  recv_look_ = declare(Alternative{}.read(closed_).read(arrivals(point_, Side::offer)));
}

void ChanCore::close(Location at) {
  if (kernel::perform_release(close_, "close", name_, at) == kClosed) {
    panic("close of closed channel");
  }
}

std::size_t ChanCore::len(Location at) const {
  if (!buffered()) return 0;
  kernel::perform(length_look_, "len", name_, at);
  return static_cast<std::size_t>(kernel::count(length_));
}

void ChanCore::let_others_finish() const {
  kernel::outlive_users(birth_, name_);
}

void ChanCore::polled() const {
  kernel::learn(name_.declared);
}

}  // namespace weft
