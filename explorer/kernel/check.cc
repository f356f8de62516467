#include "weft/explorer/kernel/check.h"

#include <cstdio>
#include <cstdlib>

namespace weft::kernel {

void check_failed(const char* what, const char* file, int line) {
  std::fprintf(stderr, "weft: internal error: %s (%s:%d)\n", what, file, line);
  std::abort();
}

}  // namespace weft::kernel
