// One way in which an operation can happen, as data: when, with whom, touching what.
//
// A primitive declares its alternatives once, when it is made. Because they are data, the search
// can work out from the record of one execution whether an operation could have happened
// elsewhere, without running anything.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <span>

#include "weft/explorer/kernel/footprint.h"
#include "weft/explorer/kernel/ids.h"

namespace weft::kernel {

enum class Test : std::uint8_t { zero, positive, below, equal };

/// A question about the count of a resource, which starts at zero and which touches change.
struct Condition {
  ResourceId resource;
  Test test;
  std::int32_t bound = 0;  ///< for below and equal

  friend bool operator==(const Condition&, const Condition&) = default;
  [[nodiscard]] constexpr bool holds(std::int32_t count) const {
    switch (test) {
      case Test::zero:
        return count == 0;
      case Test::positive:
        return count > 0;
      case Test::below:
        return count < bound;
      case Test::equal:
        return count == bound;
    }
    return false;
  }
  /// Whether it holds for any count from `low` to `high`.
  [[nodiscard]] constexpr bool can_hold(std::int32_t low, std::int32_t high) const {
    if (test == Test::positive) return holds(high);
    return holds(test == Test::below ? low : std::clamp(bound, low, high));
  }
  /// Whether it is for being too high that a count does not hold.
  [[nodiscard]] constexpr bool too_high(std::int32_t count) const {
    return test != Test::positive && count >= bound;
  }
};

/// A touch as it is declared: it may be one of a ring of resources, chosen by a ticket count (the
/// slot of a buffered channel). Whoever changes the ticket must conflict with this alternative
/// anyway: what an operation touches may not depend on what it is not ordered against.
struct DeclaredTouch {
  ResourceId resource;
  Mode mode;
  Sync sync = Sync::none;
  bool drains = false;  ///< takes the count to zero, whatever it was; only of a write
  std::int32_t delta = 0;
  std::uint32_t ring = 0;           ///< 0: `resource` itself
  ResourceId ticket = kNoResource;  ///< with ring: resource + count(ticket) % ring

  friend bool operator==(const DeclaredTouch&, const DeclaredTouch&) = default;
};

/// A meeting needs two goroutines, one on either side of the point, both waiting there.
enum class Side : std::uint8_t { none, offer, accept };

/// The resource that stands for who arrives at and leaves this side of a meeting point.
[[nodiscard]] constexpr ResourceId arrivals(ResourceId point, Side side) {
  return ResourceId{static_cast<std::uint32_t>(point) + static_cast<std::uint32_t>(side)};
}

struct Alternative {
  static constexpr std::size_t kConditions = 5;
  static constexpr std::size_t kTouches = 7;

  // What is looked at most is in the first line of the cache.
  std::uint8_t condition_count = 0;
  std::uint8_t touch_count = 0;
  Side side = Side::none;
  std::int8_t hold = 0;  ///< +1: its goroutine holds `lock` from now on; -1: gives back
  bool missed = false;
  bool mutual = true;  ///< a meeting in which each side gets to know what the other knew
  ResourceId point = kNoResource;  ///< where to meet; its arrivals are touched when watched
  ResourceId lock = kNoResource;   ///< what it takes hold of or gives back, see holds and frees
  ResourceId crowd = kNoResource;  ///< where wake-ups are waited for, see awaits and misses
  std::array<Condition, kConditions> conditions{};
  std::array<DeclaredTouch, kTouches> touched{};

  friend bool operator==(const Alternative&, const Alternative&) = default;

  Alternative& when(ResourceId resource, Test test, std::int32_t bound = 0);
  Alternative& touch(DeclaredTouch touch);
  Alternative& read(ResourceId r, Sync s = Sync::none) { return touch({r, Mode::read, s}); }
  Alternative& write(ResourceId r, Sync s = Sync::none, std::int32_t delta = 0) {
    return touch({.resource = r, .mode = Mode::write, .sync = s, .delta = delta});
  }
  Alternative& commute(ResourceId r, Sync s = Sync::none, std::int32_t delta = 0) {
    return touch({.resource = r, .mode = Mode::commute, .sync = s, .delta = delta});
  }
  Alternative& tally(ResourceId r, std::int32_t delta) {
    return touch({.resource = r, .mode = Mode::tally, .delta = delta});
  }
  Alternative& meet(ResourceId at, Side with) {
    point = at;
    side = with;
    return *this;
  }
  /// A meeting that tells the memory model nothing but what the touches of its sides say. Both
  /// sides declare it; the offering side's touches come first.
  Alternative& meet_in_passing(ResourceId at, Side with) {
    mutual = false;
    return meet(at, with);
  }

  /// A lock is held: reported if its goroutine finishes with it, and told in deadlocks.
  Alternative& holds(ResourceId what) {
    lock = what;
    hold = +1;
    return *this;
  }
  Alternative& frees(ResourceId what) {
    lock = what;
    hold = -1;
    return *this;
  }

  /// It waits to be woken at `where`: who is here at the end may have slept through a wake-up.
  Alternative& awaits(ResourceId where) {
    crowd = where;
    return *this;
  }
  /// It was to wake somebody at `where` and found nobody.
  Alternative& misses(ResourceId where) {
    crowd = where;
    missed = true;
    return *this;
  }

  [[nodiscard]] std::span<const Condition> all_conditions() const {
    return std::span(conditions).first(condition_count);
  }
  [[nodiscard]] std::span<const DeclaredTouch> all_touches() const {
    return std::span(touched).first(touch_count);
  }
};

/// What `declared` touches given the counts just before.
template <typename Count>
Touch resolve(const DeclaredTouch& declared, const Count& count) {
  Touch touch{.resource = declared.resource, .mode = declared.mode, .delta = declared.delta};
  if (declared.ring != 0) {
    const auto slot = static_cast<std::uint32_t>(count(declared.ticket)) % declared.ring;
    touch.resource = ResourceId{static_cast<std::uint32_t>(declared.resource) + slot};
  }
  if (declared.drains) touch.delta = -count(touch.resource);
  return touch;
}

}  // namespace weft::kernel
