// Races as more than findings: with Options::races = explore, accesses to memory that was found
// to be accessed without order are operations of the search, which begins anew with that known.
//
// Dependency: a resource for each cell of eight bytes. What touches more cells than an operation
// has room for touches all there are. A copy has two hooks before it: the second touches what the
// first did, if that may not have happened yet.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/operation.h"

namespace weft::unmodified {

/// What an access to racing memory touches: a few cells, or too many to tell them apart.
class RacingCells {
 public:
  static constexpr std::size_t kMost = 2;

  void add(kernel::ResourceId cell);
  void add(const RacingCells& others);
  [[nodiscard]] bool empty() const { return count_ == 0 && !many_; }
  [[nodiscard]] bool many() const { return many_; }
  [[nodiscard]] bool has(kernel::ResourceId cell) const;
  [[nodiscard]] std::span<const kernel::ResourceId> each() const {
    return std::span(cells_).first(count_);
  }

 private:
  std::array<kernel::ResourceId, kMost> cells_{};
  std::size_t count_ = 0;
  bool many_ = false;
};

class Racing {
 public:
  void begin_execution();

  /// Whether racing memory is explored at all.
  [[nodiscard]] bool explored() const { return explored_; }
  /// Whether earlier executions have learned that there is a race in this cell.
  [[nodiscard]] static bool known(const void* cell);
  static void learn(const void* cell);

  [[nodiscard]] kernel::ResourceId resource_of(const void* cell);
  /// What an operation touches that reads and writes these.
  void touch(kernel::Alternative& way, const RacingCells& read, const RacingCells& written);
  /// The way of a plain access by the calling goroutine. `whole`: what it read just before is only
  /// read now.
  [[nodiscard]] kernel::AlternativeId way(const RacingCells& cells, const void* at,
                                          std::size_t size, bool write, bool whole);
  /// It has happened.
  void performed() { last_[index(kernel::self())].event = kernel::latest_event(); }

 private:
  /// The last access of a goroutine's.
  struct Last {
    RacingCells read;
    RacingCells written;
    const void* at = nullptr;  // what was to be written, and its bytes before
    std::size_t size = 0;
    std::uint64_t bytes = 0;
    kernel::EventId event = kernel::kNever;  // what came later, came after all of it
  };
  [[nodiscard]] kernel::ResourceId all();

  bool explored_ = false;
  std::unordered_map<const void*, kernel::ResourceId> cells_;
  kernel::ResourceId all_ = kernel::kNoResource;  // and the one after it
  std::vector<Last> last_;                        // of each goroutine
};

}  // namespace weft::unmodified
