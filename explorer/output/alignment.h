// Two transcripts side by side: which steps they have in common.
#pragma once

#include <cstddef>
#include <vector>

#include "weft/explorer/kernel/transcript.h"

namespace weft::output {

inline constexpr std::size_t kNoPartner = static_cast<std::size_t>(-1);

/// A step of the one, a step of the other, or one that both have.
struct Aligned {
  std::size_t left = kNoPartner;
  std::size_t right = kNoPartner;
  [[nodiscard]] bool both() const { return left != kNoPartner && right != kNoPartner; }
};

/// All steps of both, each in its own order, with as many as possible in common.
[[nodiscard]] std::vector<Aligned> aligned(const Transcript& left, const Transcript& right);

}  // namespace weft::output
