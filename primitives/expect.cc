#include "weft/primitives/expect.h"

#include <string>

#include "weft/explorer/kernel/finding.h"

namespace weft {

void expect(bool condition, std::string_view claim, Location at) {
  if (condition || kernel::unwinding()) return;
  const std::string_view file(at.file);
  kernel::report(kind::kCheckFailed, std::string(file.substr(file.rfind('/') + 1)) + ':' +
                                         std::to_string(at.line) + ": expected " +
                                         std::string(claim));
}

}  // namespace weft
