// Where a goroutine has been lately, to notice that it goes round in circles.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/location.h"

namespace weft::kernel {

/// A stop of one goroutine at one place of its program.
struct Visit {
  std::uint64_t state = 0;      ///< its fingerprint; 0: not taken
  EventId last_event = kNever;  ///< its latest event then
  OperationId operation = kNoOperation;
  OperationId earlier = kNoOperation;  ///< the one before by the same call
  std::uint32_t rounds = 0;            ///< how often in a row it had come back there unchanged
  std::uint32_t counted = 0;           ///< the same, but for its stack
  std::uint32_t times = 0;  ///< so many visits to this place so far, as far as remembered
};

/// What a round adds to a count.
struct Net {
  ResourceId resource;
  std::int32_t delta;
};

/// A loop that goes on alone, to see whether it ends by itself.
struct Trial {
  GoroutineId of = kNobody;
  Location at{};
  OperationId first = kNoOperation;  ///< where its last round began
  OperationId last = kNoOperation;   ///< and ended
  std::uint32_t operations = 0;
  std::uint64_t others = 0;  ///< what the memory of others was like
  bool counts = false;       ///< it has changed that
};

/// The last few visits; a loop with more operations than that is not noticed as one.
class Visits {
 public:
  static constexpr std::size_t kRemembered = 32;

  void clear() { count_ = 0; }
  /// The latest visit to `place`, or null.
  [[nodiscard]] const Visit* find(std::uint32_t place) const;
  /// The latest one in that state, or null.
  [[nodiscard]] const Visit* find(std::uint32_t place, std::uint64_t state) const;
  /// The latest operation by that call, or none.
  [[nodiscard]] OperationId last_by(std::uint32_t call) const;
  /// Another visit, to be filled in. What find() has returned is good no longer.
  Visit& add(std::uint32_t place, std::uint32_t call);

 private:
  template <typename Wanted>
  [[nodiscard]] const Visit* latest(std::uint32_t place, Wanted wanted) const;

  std::array<std::uint32_t, kRemembered> places_{};
  std::array<std::uint32_t, kRemembered> calls_{};
  std::array<Visit, kRemembered> visits_{};
  std::size_t count_ = 0;
};

}  // namespace weft::kernel
