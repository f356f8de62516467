// pthread_key_create and what goes with it: a value for each thread.
#pragma once

namespace weft::unmodified {

/// Runs the destructors of the running thread's values, as pthreads does at its end.
void destroy_values();

}  // namespace weft::unmodified
