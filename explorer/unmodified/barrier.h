// pthread_barrier_t.
//
// Dependency: who arrives writes `arrived`: who comes last is told so. The last one writes
// `rounds`, which those who wait read.
#pragma once

#include <array>

#include "weft/explorer/unmodified/objects.h"

namespace weft::unmodified {

class Barrier final : public AnObject {
 public:
  static constexpr Kind kKind = Kind::barrier;
  explicit Barrier(unsigned count);

  /// Whether the caller came last.
  bool wait(const Caller& caller);

 private:
  kernel::ResourceId arrived_ = kernel::new_resources();
  kernel::ResourceId rounds_ = kernel::new_resources();  // negated
  std::array<kernel::AlternativeId, 2> arrive_;          // not the last, the last
};

}  // namespace weft::unmodified
