// What never came back the first time is not waited for as long when it is run again.
#pragma once

#include <algorithm>
#include <chrono>
#include <span>
#include <string_view>

#include "weft/explorer/explore/crash_guard.h"
#include "weft/explorer/explore/inspector.h"
#include "weft/explorer/kernel/finding.h"

namespace weft {

/// How long to wait for what is known not to come back.
inline constexpr std::chrono::duration<double> kOnceMore(0.1);

/// While it lives, if one of `broken` is that a goroutine never yields.
class Hurry {
 public:
  using Patience = std::chrono::duration<double>;

  Hurry(CrashGuard& guard, std::span<const Broken> broken, Patience usual)
      : guard_(guard), usual_(usual), hurries_(std::ranges::any_of(broken, [](const Broken& b) {
          return std::string_view(b.violation.kind) == kind::kNeverYields;
        })) {
    if (hurries_) guard_.patience(std::min(kOnceMore, usual_));
  }
  Hurry(const Hurry&) = delete;
  Hurry& operator=(const Hurry&) = delete;
  ~Hurry() {
    if (hurries_) guard_.patience(usual_);
  }

 private:
  CrashGuard& guard_;
  Patience usual_;
  bool hurries_;
};

}  // namespace weft
