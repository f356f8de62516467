// The memory model's happens-before: what each goroutine knows of the others, and what was left
// at each resource by a release. Weaker than the order the search uses, and kept apart from it.
#pragma once

#include <cstdint>
#include <vector>

#include "weft/explorer/kernel/footprint.h"
#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/ids.h"

namespace weft::kernel {

class MemoryClock {
 public:
  void clear();
  /// A new goroutine, which knows all its parent knows.
  void spawn(GoroutineId child, GoroutineId parent);
  void synchronise(GoroutineId g, ResourceId at, Sync how);
  /// A fence of C++: `how` is acquire, release or both.
  void fence(GoroutineId g, Sync how);
  /// A meeting: each knows what the other knew.
  void meet(GoroutineId a, GoroutineId b);

  [[nodiscard]] Epoch now(GoroutineId g) const { return {g, row(index(g))[index(g)]}; }
  [[nodiscard]] bool knows(GoroutineId g, Epoch epoch) const {
    return row(index(g))[index(epoch.goroutine)] >= epoch.time;
  }

 private:
  [[nodiscard]] std::uint32_t* row(std::size_t g) { return &goroutines_[g * stride_]; }
  [[nodiscard]] const std::uint32_t* row(std::size_t g) const { return &goroutines_[g * stride_]; }
  [[nodiscard]] bool has_released(ResourceId at) const {
    return index(at) < released_row_.size() && released_row_[index(at)] != 0;
  }
  std::uint32_t* released_at(ResourceId at);
  /// What fences go by: what `g` has peeked at, and what its last release fence released.
  std::uint32_t* peeked(std::size_t g) { return &fences_[2 * g * stride_]; }
  std::uint32_t* fenced(std::size_t g) { return &fences_[(2 * g + 1) * stride_]; }
  void need_fences();
  void tick(GoroutineId g) { ++row(index(g))[index(g)]; }
  void grow();

  std::size_t stride_ = 8;  // room for this many goroutines
  std::size_t count_ = 0;
  std::vector<std::uint32_t> goroutines_;
  std::vector<std::uint32_t> fences_;  // empty while nobody uses a weak order
  std::vector<std::uint32_t> released_;
  std::vector<std::uint32_t> released_row_;  // by resource: 1 + its row in released_, or 0
};

}  // namespace weft::kernel
