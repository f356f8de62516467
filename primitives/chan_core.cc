#include "weft/primitives/chan_core.h"

#include "weft/explorer/kernel/goroutine.h"
#include "weft/primitives/panic.h"

namespace weft {

using kernel::Alternative;
using kernel::Mode;
using kernel::ResourceId;
using kernel::Side;
using kernel::Sync;
using kernel::Test;

ChanCore::ChanCore(std::size_t capacity, std::string_view name, Location at)
    : capacity_(capacity), name_{"chan", name, at} {
  kernel::made(name_);
  const auto slots = static_cast<std::uint32_t>(capacity);
  const auto first = static_cast<std::uint32_t>(kernel::new_resources(5 + slots));
  closed_ = ResourceId{first};
  length_ = ResourceId{first + 1};
  send_end_ = ResourceId{first + 2};
  recv_end_ = ResourceId{first + 3};
  level_ = ResourceId{first + 4};
  slots_ = ResourceId{first + 5};
  const bool is_polled = kernel::known(at);
  buffered() ? declare_buffered(is_polled) : declare_unbuffered();
  if (is_polled && !buffered()) kernel::watch(point_);
}

ChanCore::ChanCore(const char* type, std::string_view name, Location at)
    : capacity_(0), name_{type, name, at} {
  kernel::made(name_);
}

void ChanCore::declare_buffered(bool is_polled) {
  const auto shape = std::uint64_t{capacity_} * 2 + (is_polled ? 1 : 0);
  take_over(kernel::declare_once<kWays>(closed_, shape, [&] {
    Alternative send = send_to_buffer();
    Alternative recv = recv_from_buffer();
    if (is_polled) {
      send.write(level_);
      recv.write(level_);
    }
    const Alternative recv_closed = Alternative{}
                                        .when(closed_, Test::positive)
                                        .when(length_, Test::zero)
                                        .read(recv_end_)
                                        .read(closed_, Sync::acquire);
    const Alternative look = Alternative{}.read(closed_).read(level_);
    return all_ways({send, recv, recv_closed, look, look});
  }));
}

Alternative ChanCore::send_to_buffer() const {
  const auto ring = static_cast<std::uint32_t>(capacity_);
  return Alternative{}
      .when(closed_, Test::zero)
      .when(length_, Test::below, static_cast<std::int32_t>(capacity_))
      .read(closed_)
      .write(send_end_, Sync::none, +1)
      .touch({.resource = slots_,
              .mode = Mode::write,
              .sync = Sync::both,
              .ring = ring,
              .ticket = send_end_})
      .tally(length_, +1);
}

Alternative ChanCore::recv_from_buffer() const {
  const auto ring = static_cast<std::uint32_t>(capacity_);
  return Alternative{}
      .when(length_, Test::positive)
      .write(recv_end_, Sync::none, +1)
      .touch({.resource = slots_,
              .mode = Mode::write,
              .sync = Sync::both,
              .ring = ring,
              .ticket = recv_end_})
      .tally(length_, -1);
}

void ChanCore::declare_unbuffered() {
  point_ = kernel::new_point();
  take_over(kernel::declare_once<kWays>(closed_, 0, [this] {
    const auto half = [this](Side side) {
      return Alternative{}.when(closed_, Test::zero).read(closed_).meet(point_, side);
    };
    return all_ways(
        {half(Side::offer), half(Side::accept).awaits(point_),
         Alternative{}.when(closed_, Test::positive).read(closed_, Sync::acquire),
         Alternative{}.read(closed_).read(arrivals(point_, Side::accept)).misses(point_),
         Alternative{}.read(closed_).read(arrivals(point_, Side::offer))});
  }));
}

/// With those that channels with and without a buffer have in common.
std::array<Alternative, ChanCore::kWays> ChanCore::all_ways(const Passing& passing) const {
  return {
      passing.send,
      passing.recv,
      passing.recv_closed,
      passing.send_look,
      passing.recv_look,
      Alternative{}.when(closed_, Test::positive).read(closed_),
      Alternative{}.when(closed_, Test::zero).write(closed_, Sync::release, +1).write(send_end_),
      Alternative{}.when(closed_, Test::positive).read(closed_),
      Alternative{}.read(send_end_).read(recv_end_)};
}

void ChanCore::take_over(const std::array<kernel::AlternativeId, kWays>& ways) {
  send_[kPassed] = ways[0];
  recv_[kPassed] = ways[1];
  recv_[kClosed] = ways[2];
  send_look_ = ways[3];
  recv_look_ = ways[4];
  send_[kClosed] = ways[5];
  close_ = {ways[6], ways[7]};
  length_look_ = ways[8];
}

void ChanCore::close(Location at, const kernel::Name& by) {
  if (kernel::perform_release(close_, "close", name_, at, &by) == kClosed) {
    panic("close of closed channel");
  }
}

std::size_t ChanCore::len(Location at, const kernel::Name& by) const {
  if (!buffered()) return 0;
  kernel::perform(length_look_, "len", name_, at, &by);
  return static_cast<std::size_t>(kernel::count(length_));
}

void ChanCore::polled() const {
  kernel::learn(name_.declared);
}

}  // namespace weft
