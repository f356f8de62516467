#include "weft/explorer/kernel/check.h"

#include <stdio.h>

#include <atomic>
#include <cstdlib>

namespace weft::kernel {

namespace {
constinit std::atomic<int> says_it_on = 2;
}

void words_of_checks(int file) {
  says_it_on = file;
}

void check_failed(const char* what, const char* file, int line) {
  dprintf(says_it_on, "weft: internal error: %s (%s:%d)\n", what, file, line);
  std::abort();
}

}  // namespace weft::kernel
