// A bug that a real program once had, and its fix: two scenarios.
//
// The kernels are rebuilt from descriptions of the GoKer suite (Yuan et al., GoBench, CGO 2021):
// the goroutines, locks and channels that matter, without the program around them.
#pragma once

#include <mutex>
#include <shared_mutex>
#include <string>

#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/scenario.h"
#include "weft/primitives/weft.h"

namespace weft {

struct RealBug {
  std::string name;  ///< project and number of its issue or pull request: "moby_4395"
  void (*bug)();
  void (*fixed)();
  std::string finding;  ///< the kind that the bug is found as
  std::string summary;  ///< one sentence about the bug
};

/// Registers real_bugs/NAME, which has the bug, and real_bugs/NAME_fixed.
class RegisteredBug {
 public:
  explicit RegisteredBug(const RealBug& bug) {
    register_scenario({.name = "real_bugs/" + bug.name,
                       .body = bug.bug,
                       .expects = bug.finding,
                       .summary = bug.summary});
    register_scenario({.name = "real_bugs/" + bug.name + "_fixed",
                       .body = bug.fixed,
                       .summary = "The fix of " + bug.name});
  }
};

}  // namespace weft
