// An assertion about ourselves that stays on in release and says what it knows.
#pragma once

namespace weft::kernel {

[[noreturn]] void check_failed(const char* what, const char* file, int line);

}  // namespace weft::kernel

#define WEFT_CHECK(condition, what) \
  ((condition) ? void(0) : ::weft::kernel::check_failed(what, __FILE__, __LINE__))
