// An assertion about ourselves that stays on in release and says what it knows.
#pragma once

namespace weft::kernel {

[[noreturn]] void check_failed(const char* what, const char* file, int line);

/// Where it is said from now on, if not on the standard error: an open file descriptor.
void words_of_checks(int file);

}  // namespace weft::kernel

#define WEFT_CHECK(condition, what) \
  ((condition) ? void(0) : ::weft::kernel::check_failed(what, __FILE__, __LINE__))
