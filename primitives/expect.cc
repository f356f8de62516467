#include "weft/primitives/expect.h"

#include <string>

#include "weft/explorer/kernel/file_and_line.h"
#include "weft/explorer/kernel/finding.h"

namespace weft {

void expect(bool condition, std::string_view claim, Location at) {
  if (condition || kernel::unwinding()) return;
  kernel::report(kind::kCheckFailed,
                 file_and_line(at.file, at.line) + ": expected " + std::string(claim));
}

}  // namespace weft
