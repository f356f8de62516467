// The states of the machine of the rules.
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace weft::testing_support::rules {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

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
  std::string seen{};
};

struct Channel {
  std::size_t capacity = 0;
  std::vector<int> buffer{};
  bool closed = false;
};

struct RWLock {
  int writers = 0;  ///< inside, or waiting
  bool writing = false;
  int readers = 0;
};

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
  std::array<Ending, 2> contexts{};  ///< the second below the first

  /// Equal for equal states only.
  [[nodiscard]] std::string key() const;
};

}  // namespace weft::testing_support::rules
