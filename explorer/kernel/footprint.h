// What an operation touches, and the one rule that says which operations commute.
//
// Primitives declare footprints; the search compares them. Neither knows the other: this page
// and alternative.h are all they share.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "weft/explorer/kernel/ids.h"

namespace weft::kernel {

enum class Mode : std::uint8_t {
  read,     ///< saw it and left it as it was
  write,    ///< changed it, or its order against others can be seen
  commute,  ///< changed it in a way whose order nobody can see (a counter's add)
  tally,    ///< only changes the count; whoever depends on that meets it elsewhere
};

/// What the access means to the memory model, kept apart from the order the search uses.
enum class Sync : std::uint8_t {
  none,
  acquire,  ///< everything released here before is known afterwards
  release,  ///< joins what this goroutine knows to what is released here
  both,     ///< acquire, then release
  publish,  ///< releases, and what was released here before is forgotten (an atomic store)
  // The weaker orders of C++, where fences make up for what an access leaves out.
  peek,          ///< acquires at its goroutine's next acquire fence (a relaxed load)
  leave,         ///< publishes as of its goroutine's last release fence (a relaxed store)
  pass,          ///< peek, and joins what that fence releases (a relaxed read-modify-write)
  pass_acquire,  ///< acquire, and joins what that fence releases
  pass_release,  ///< peek, then release
};

struct Touch {
  ResourceId resource = kNoResource;
  Mode mode = Mode::read;
  bool awaited = false;    ///< not looked at: a change of it let somebody go on
  std::int32_t delta = 0;  ///< what it adds to the resource's count

  friend bool operator==(const Touch&, const Touch&) = default;
};

/// Read goes with read, commute with commute, a tally with all; everything else is ordered.
constexpr bool conflict(Mode a, Mode b) {
  if (a == Mode::tally || b == Mode::tally) return false;
  return a != b || a == Mode::write;
}

/// Whether swapping two neighbours with these footprints could be noticed.
inline bool dependent(std::span<const Touch> a, std::span<const Touch> b) {
  return std::ranges::any_of(a, [b](const Touch& mine) {
    return std::ranges::any_of(b, [&mine](const Touch& other) {
      return mine.resource == other.resource && conflict(mine.mode, other.mode);
    });
  });
}

}  // namespace weft::kernel
