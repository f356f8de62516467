// `go f()`.
#pragma once

#include <string_view>

#include "weft/explorer/kernel/goroutine.h"

namespace weft {

using kernel::Callable;
using kernel::Function;
using kernel::Location;

/// Starts `body` as a goroutine of the running scenario. It must end: one that is still there when
/// nothing can move any more is a leak. `body` need not be copyable.
void go(Function body, Location at = Location::here());
void go(std::string_view name, Function body, Location at = Location::here());

/// Starts a goroutine that is meant to outlive the scenario (a daemon): no leak if it does.
void go_background(Function body, Location at = Location::here());
void go_background(std::string_view name, Function body, Location at = Location::here());

/// runtime.Gosched: lets others run. Says that the caller waits for somebody else's doing.
void gosched(Location at = Location::here());

}  // namespace weft
