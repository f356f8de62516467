// What a channel is to the explorer, whatever it carries: its resources and alternatives.
//
// Dependency, buffered: senders write the sending end, receivers the receiving end, and the two
// meet only at the slot they share; so the k-th receive follows the k-th send and the (k+C)-th
// send follows the k-th receive, which is what the Go memory model promises and nothing more.
// Unbuffered: a send and a receive are one event of two goroutines. Closing writes `closed`, which
// everybody else reads. Only when somebody polls the channel (a select with `otherwise`) does it
// matter how full it is at any moment, and only then do sends and receives write its level.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/operation.h"

namespace weft {

using kernel::Location;

class ChanCore {
 public:
  ChanCore(std::size_t capacity, std::string_view name, Location at);
  ChanCore(const ChanCore&) = delete;
  ChanCore& operator=(const ChanCore&) = delete;
  virtual ~ChanCore() = default;

  /// The value is taken (met or buffered); the channel is closed.
  static constexpr std::uint16_t kPassed = 0;
  static constexpr std::uint16_t kClosed = 1;

  [[nodiscard]] std::span<const kernel::AlternativeId> send_ways() const { return send_; }
  [[nodiscard]] std::span<const kernel::AlternativeId> recv_ways() const { return recv_ways_; }
  [[nodiscard]] kernel::AlternativeId send_look() const { return send_look_; }
  [[nodiscard]] kernel::AlternativeId recv_look() const { return recv_look_; }

  /// Throws Panic if it is closed already. `by` is the handle it is come by.
  void close(Location at, const kernel::Name& by);
  [[nodiscard]] std::size_t len(Location at, const kernel::Name& by) const;
  [[nodiscard]] std::size_t cap() const { return capacity_; }
  [[nodiscard]] bool buffered() const { return capacity_ > 0; }
  [[nodiscard]] const kernel::Name& name() const { return name_; }
  /// Somebody looks at it without waiting: from now on its level matters.
  virtual void polled() const;

 protected:
  /// A channel that nobody sends on: what it is received from is somebody else's doing (a timer,
  /// a context), told in receive_by().
  ChanCore(const char* type, std::string_view name, Location at);
  /// `ways` must live as long as the channel.
  void receive_by(std::span<const kernel::AlternativeId> ways, kernel::AlternativeId look) {
    recv_ways_ = ways;
    recv_look_ = look;
  }

 private:
  static constexpr std::size_t kWays = 9;
  /// In what a channel with a buffer differs from one without.
  struct Passing {
    kernel::Alternative send;
    kernel::Alternative recv;
    kernel::Alternative recv_closed;
    kernel::Alternative send_look;
    kernel::Alternative recv_look;
  };

  void declare_buffered(bool is_polled);
  void declare_unbuffered();
  [[nodiscard]] kernel::Alternative send_to_buffer() const;
  [[nodiscard]] kernel::Alternative recv_from_buffer() const;
  [[nodiscard]] std::array<kernel::Alternative, kWays> all_ways(const Passing& passing) const;
  void take_over(const std::array<kernel::AlternativeId, kWays>& ways);

  std::size_t capacity_;
  kernel::Name name_;
  kernel::ResourceId closed_;
  kernel::ResourceId length_;
  kernel::ResourceId send_end_;
  kernel::ResourceId recv_end_;
  kernel::ResourceId level_;
  kernel::ResourceId slots_;
  kernel::ResourceId point_;
  std::array<kernel::AlternativeId, 2> send_;
  std::array<kernel::AlternativeId, 2> recv_;
  std::span<const kernel::AlternativeId> recv_ways_ = recv_;
  std::array<kernel::AlternativeId, 2> close_;
  kernel::AlternativeId send_look_;
  kernel::AlternativeId recv_look_;
  kernel::AlternativeId length_look_;
};

}  // namespace weft
