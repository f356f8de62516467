// What goroutines and resources are called by, the same in every execution of a search: by who made
// them, as the how many-th of its things. Numbers in order of appearance would not do: who is first
// differs from schedule to schedule, and the search would take one for another.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/knowledge.h"
#include "weft/explorer/kernel/row.h"

namespace weft::kernel {

/// Who makes goroutines and resources: a goroutine, or something an execution keeps once.
struct Maker {
  const MakerKey* key = nullptr;
  std::uint64_t number = 0;
  friend auto operator<=>(const Maker&, const Maker&) = default;
};

inline Maker maker(GoroutineId g) {
  return {nullptr, index(g)};
}

/// Shared by the worlds of one search.
class Names {
 public:
  Names() = default;
  /// Those of a search that was saved.
  explicit Names(const Knowledge& known);

  GoroutineId goroutine(Maker maker, std::uint32_t nth);
  /// The first of `count` resources.
  ResourceId resources(Maker maker, std::uint32_t nth, std::uint32_t count);
  /// Adds them to what is saved of a search.
  void add_to(Knowledge& known) const;

 private:
  [[nodiscard]] Made made(const Maker& maker, std::uint32_t nth, std::uint32_t count);

  mutable std::mutex mutex_;
  bool lasting_ = true;
  std::map<Made, GoroutineId> goroutines_;
  std::map<Made, ResourceId> resources_;
  std::uint32_t resource_count_ = index(kUntouched) + 1;
};

/// What one maker has made: in this execution so far, and ever in this world.
class Makings {
 public:
  explicit Makings(Maker maker) : maker_(maker) {}

  [[nodiscard]] const Maker& maker() const { return maker_; }
  void begin_execution() { goroutine_ = resource_ = 0; }
  [[nodiscard]] GoroutineId next_goroutine(Names& names) {
    const std::uint32_t nth = goroutine_++;
    return nth < goroutines_.size() ? goroutines_[nth] : name_goroutine(names, nth);
  }
  [[nodiscard]] ResourceId next_resources(Names& names, std::uint32_t count) {
    const std::uint32_t nth = resource_++;
    const bool known = nth < resources_.size() && resources_[nth].count == count;
    return known ? resources_[nth].first : name_resources(names, nth, count);
  }

 private:
  struct Block {
    ResourceId first;
    std::uint32_t count;
  };

  GoroutineId name_goroutine(Names& names, std::uint32_t nth);
  ResourceId name_resources(Names& names, std::uint32_t nth, std::uint32_t count);

  Maker maker_;
  std::uint32_t goroutine_ = 0;
  std::uint32_t resource_ = 0;
  Row<GoroutineId> goroutines_;
  Row<Block> resources_;  // as last seen
};

}  // namespace weft::kernel
