// Functions that end the program. In a scenario they end the execution: the search goes on.
#pragma once

#include "weft/explorer/explore/redirected.h"

namespace weft {

/// While one lives, goroutines that call them break a promise.
class WaysOut {
 public:
  WaysOut();

 private:
  Redirected calls_;
};

}  // namespace weft
