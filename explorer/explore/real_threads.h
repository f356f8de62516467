// Real locks and threads in a scenario: the search does not see them, so a proof is not about them.
#pragma once

#include <string>
#include <vector>

#include "weft/explorer/explore/redirected.h"

namespace weft {

/// While one lives, calls of the C library's locks and threads by goroutines are noticed. One at a
/// time: others wait.
class RealThreads {
 public:
  RealThreads();
  RealThreads(const RealThreads&) = delete;
  RealThreads& operator=(const RealThreads&) = delete;
  ~RealThreads();

  /// "a real mutex is locked at queue.cc:12", for each place in the scenario's own code.
  [[nodiscard]] std::vector<std::string> seen() const;

 private:
  Redirected locks_;
  Redirected threads_;
};

}  // namespace weft
