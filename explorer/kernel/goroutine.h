// The door's other wing: goroutines, what goes wrong in them, and the memory model's clocks.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/location.h"
#include "weft/explorer/kernel/operation.h"

namespace weft::kernel {

struct Spawn {
  std::string_view name;  ///< empty: called after its place
  Location at;
  bool background = false;  ///< need not end with the scenario
  bool internal = false;    ///< ours: not shown to a person unless it matters
};

/// Starts `body` as a goroutine of the running scenario. It runs at once, to its first operation.
GoroutineId spawn(std::function<void()> body, const Spawn& how);

/// The calling goroutine.
[[nodiscard]] GoroutineId self();

/// Whether a scenario is running on this thread. Outside one, primitives throw std::logic_error.
[[nodiscard]] bool inside_scenario();
/// Whether this execution is over and its goroutines are being unwound.
[[nodiscard]] bool unwinding();

/// Notes a finding of the running execution; the first one counts. `kind` is a literal.
void report(const char* kind, std::string message);

/// Nothing that happens in this execution counts; the calling goroutine stops for ever.
[[noreturn]] void assume_failed();

/// How many goroutines have been started so far.
[[nodiscard]] std::uint32_t spawned();
/// Whether a goroutine started since `birth` (see spawned) is unfinished.
[[nodiscard]] bool alive_since(std::uint32_t birth);
/// Waits until every other goroutine has finished or can never move again. What every primitive's
/// destructor does when somebody may still hold a reference to it.
void quiesce(const Name& object);

/// A moment of one goroutine, by the memory model's clock.
struct Epoch {
  GoroutineId goroutine = kNobody;
  std::uint32_t time = 0;
};
/// Now, on the calling goroutine.
[[nodiscard]] Epoch now();
/// Whether what happened at `epoch` is known to (synchronises with) the calling goroutine.
[[nodiscard]] bool ordered_before_now(Epoch epoch);

/// While a schedule is told to a person, and only then.
[[nodiscard]] bool telling();
/// A line in the tale at this point: a read or write of plain data, a note of the user's.
void tell(const Name& object, const char* verb, std::string result, Location at);

}  // namespace weft::kernel
