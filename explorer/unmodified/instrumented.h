// Whether code was compiled to be explored. What the scenario's own code allocates is the
// scenario's; what a library allocates on its behalf may outlive the execution.
#pragma once

namespace weft::unmodified {

/// Whether the function that a call returns to calls our hooks. Remembered by address.
[[nodiscard]] bool instrumented(const void* return_address);

}  // namespace weft::unmodified

/// Hooks lie together, so that a call to one is known by its target.
#define WEFT_HOOK extern "C" [[gnu::visibility("default"), gnu::section("weft_hooks")]]
