// panic and recover. A panic is a C++ exception: destructors are Go's deferred calls, a catch
// clause is recover.
#pragma once

#include <stdexcept>
#include <string>

namespace weft {

/// Thrown where Go panics, with Go's own words. Leaving a goroutine with it is a finding.
class Panic : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// `panic(message)`.
[[noreturn]] inline void panic(const std::string& message) {
  throw Panic(message);
}

}  // namespace weft
