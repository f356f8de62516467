// The states of the machine of the rules.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace weft::testing_support::rules {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// Accesses to plain data that happen before, a bit each; by Go's memory model.
using Knowledge = std::uint64_t;

/// What becomes due: a timer, or what ends a sleep.
struct Due {
  bool armed = false;
  int left = 0;  ///< in units of time; no more than 0 when it is due
};

/// A goroutine.
struct Part {
  std::size_t code = 0;
  std::size_t parent = kNone;
  std::size_t at = 0;
  bool stands = false;  ///< where others find it
  std::size_t sleeps_at = kNone;
  bool woken = false;
  std::size_t child = kNone;  ///< the last one it has started
  bool deprived = false;      ///< what it was lent is gone
  int kept = 0;
  int lent = 0;  ///< what those it has started find on its stack
  Due rest{};    ///< of its sleep
  Knowledge knows = 0;
  Knowledge hears = 0;  ///< from who wakes it
  unsigned accesses = 0;
  std::string seen{};
};

struct Channel {
  std::size_t capacity = 0;
  std::vector<int> buffer{};
  bool closed = false;
  std::size_t next = 0;  ///< the slot of the next send
  std::array<Knowledge, 2> slots{};
  Knowledge closing = 0;
};

struct RWLock {
  int writers = 0;  ///< inside, or waiting
  bool writing = false;
  int readers = 0;
  Knowledge left_by_readers = 0;
  Knowledge left_by_writers = 0;
};

/// What those who release leave for those who acquire.
struct Left {
  std::array<Knowledge, 2> cells{};
  std::array<Knowledge, 2> locks{};
  std::array<Knowledge, 2> once{};
  Knowledge group = 0;
};

/// Accesses to a plain variable.
struct Plain {
  Knowledge reads = 0;
  Knowledge writes = 0;
};

/// The timers of a program. All but the first are only there in programs that speak of them.
enum class Timed : std::uint8_t { deadline, channel, function, ticker, late };
constexpr std::size_t kTimed = 5;
/// So many ticks come at any moment: the others, by weft's spin bound, when nothing else can
/// happen.
constexpr int kTicks = 3;

struct Ending {
  std::string err{};
  std::string cause{};
  std::vector<std::size_t> then{};  ///< the code of what it starts
};

struct State {
  std::vector<Part> parts;
  std::array<int, 2> cells{};
  std::array<bool, 2> locked{};
  RWLock rw;
  std::array<Channel, 4> chans{Channel{.capacity = 1}, Channel{.capacity = 2}, {}, {}};
  int group = 0;
  bool broken = false;               ///< something was used that is gone
  std::array<int, 2> once{};         ///< 1 begun, 2 done
  std::array<Ending, 4> contexts{};  ///< two, and one below each: 1 below 0, 3 below 2
  std::array<bool, 2> late{};        ///< whether the last is being made, and whether it is there
  std::size_t made = 0;              ///< so many of the timers, one after the other
  std::array<Due, kTimed> timers{};
  bool tick = false;  ///< that nobody has received
  int ticks = 0;      ///< so many have come, up to kTicks
  int period = 0;
  Left left;
  std::array<Plain, 2> plain{};
  bool races = false;

  [[nodiscard]] Due& timer(Timed which) { return timers[static_cast<std::size_t>(which)]; }
  [[nodiscard]] const Due& timer(Timed which) const {
    return timers[static_cast<std::size_t>(which)];
  }

  /// Equal for equal states only.
  [[nodiscard]] std::string key() const;
};

}  // namespace weft::testing_support::rules
