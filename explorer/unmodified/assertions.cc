// assert() in the scenario's code: a claim that fails is a finding, and the end of this execution,
// not of the process.
#include <cassert>
#include <string>

#include "weft/explorer/kernel/file_and_line.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/unmodified/interpose.h"

namespace weft::unmodified {

WEFT_INTERPOSE(void, __assert_fail,
               (const char* assertion, const char* file, unsigned line, const char* function)) {
  if (!inside()) return real___assert_fail(assertion, file, line, function);
  const kernel::OwnCode own;
  const std::string what =
      file_and_line(file, static_cast<int>(line)) + ": assertion `" + assertion + "' failed";
  kernel::crash(kind::kCheckFailed, what.c_str());
}

}  // namespace weft::unmodified
