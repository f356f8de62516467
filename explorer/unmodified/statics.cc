// Static variables in functions, which are made by whoever comes first, and what is to be destroyed
// when the program ends: in a scenario neither outlives the execution.
#include <cstdint>

#include "weft/explorer/unmodified/atomics.h"
#include "weft/explorer/unmodified/instrumented.h"
#include "weft/explorer/unmodified/interpose.h"
#include "weft/explorer/unmodified/once.h"

namespace weft::unmodified {
namespace {

/// Its first byte says that the variable is there. Code looks at it, as at an atomic variable,
/// before it calls.
using Guard = std::uint64_t;

Once& the(const Guard* guard) {
  return objects().at<Once>(guard, false);
}

/// A library's own static variables outlive executions, as all of its memory does.
bool of_scenario(const void* return_address) {
  return inside() && instrumented(return_address);
}

}  // namespace

WEFT_INTERPOSE(int, __cxa_guard_acquire, (Guard * guard)) {
  if (!of_scenario(__builtin_return_address(0))) return real___cxa_guard_acquire(guard);
  const kernel::OwnCode own;
  return the(guard).begins(WEFT_CALLER) ? 1 : 0;
}

WEFT_INTERPOSE(void, __cxa_guard_release, (Guard * guard)) {
  if (!of_scenario(__builtin_return_address(0))) return real___cxa_guard_release(guard);
  const Caller caller = WEFT_CALLER;
  {
    const kernel::OwnCode own;
    the(guard).done(caller);
  }
  const kernel::Sync released = sync_of_store(__ATOMIC_RELEASE);
  const auto made = [](std::uint8_t& byte) { byte = 1; };
  modify(reinterpret_cast<volatile std::uint8_t*>(guard), {"store", released, released}, made,
         WEFT_FRAME);
}

WEFT_INTERPOSE(void, __cxa_guard_abort, (Guard * guard)) {
  if (!of_scenario(__builtin_return_address(0))) return real___cxa_guard_abort(guard);
  const kernel::OwnCode own;
  the(guard).given_up(WEFT_CALLER);
}

// What was made in an execution goes with it: nobody can tell that it is not destroyed.
WEFT_INTERPOSE(int, __cxa_atexit, (void (*function)(void*), void* object, void* library)) {
  if (!of_scenario(__builtin_return_address(0))) {
    return real___cxa_atexit(function, object, library);
  }
  return 0;
}

}  // namespace weft::unmodified
