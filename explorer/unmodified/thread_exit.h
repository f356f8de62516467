// What is to be done when a thread ends: destructors of its thread_local variables, in the reverse
// order of their construction, then those of its values of keys (see thread_keys.h).
#pragma once

namespace weft::unmodified {

/// Of the running thread; each is run once.
void run_exit_functions();

}  // namespace weft::unmodified
