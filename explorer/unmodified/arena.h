// The scenario's heap: at a fixed address, empty at the start of every execution, and such that
// what an allocation returns depends on nothing but what its own goroutine has done before.
//
// Allocating is no operation of the search, so two goroutines that allocate must not see each
// other: each has a region of its own, and a block goes to the free list of who frees it. A block
// that is used again, as lock-free code must expect (ABA), is so by program order alone.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"

namespace weft::unmodified {

using kernel::Epoch;

/// One piece of memory that was given out.
struct Block {
  char* begin = nullptr;
  std::size_t size = 0;                ///< as asked for
  const void* allocated_at = nullptr;  ///< return addresses
  const void* freed_at = nullptr;      ///< null: it is in use
  Epoch freed = {};
  std::uint32_t life = 0;  ///< how often it has been given out in this execution
  bool reached = false;    ///< somebody points to it; see leaks.h

  [[nodiscard]] bool in_use() const { return freed_at == nullptr; }
};

class Arena {
 public:
  /// So many goroutines have a region; there is no memory here for others.
  static constexpr std::size_t kRegions = 4096;

  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  /// Null where there is no room, or `alignment` (a power of two) is more than a page.
  [[nodiscard]] void* allocate(std::size_t region, std::size_t size, std::size_t alignment,
                               const void* at);

  enum class Freed : std::uint8_t {
    now,
    before,  ///< it was already
    never,   ///< no block begins there
  };
  Freed free(std::size_t region, void* begin, const void* at, Epoch now);

  /// Whether an address is the arena's at all.
  [[nodiscard]] static bool contains(const void* address) {
    return reinterpret_cast<std::uintptr_t>(address) - kBase < kRegions * kRegionBytes;
  }
  /// The block, in use or freed, that `address` lies in; null if there is none.
  [[nodiscard]] Block* find(const void* address);

  /// In an order that is the same in every run.
  template <typename Visit>
  void for_each(Visit visit) {
    for (const std::size_t r : used_) {
      Region& region = *regions_[r];
      for (auto& blocks : region.small) {
        for (Block& block : blocks) visit(block);
      }
      for (Block& block : region.large) visit(block);
    }
  }

  /// All is free again.
  void reset();

 private:
  static constexpr std::uintptr_t kBase = std::uintptr_t{5} << 42;  // clear of sanitizers
  static constexpr std::size_t kRegionBytes = std::size_t{1} << 32;
  static constexpr std::size_t kClassBytes = std::size_t{1} << 26;
  static constexpr std::size_t kClasses = 28;
  static constexpr std::size_t kLargeFrom = 32 * kClassBytes;  // within a region
  static constexpr std::size_t kPage = 4096;

  struct Region {
    std::array<std::vector<Block>, kClasses> small;       // by number within the class's area
    std::array<std::vector<char*>, kClasses> free_small;  // of any region
    std::vector<Block> large;                             // in order of address
    std::vector<char*> free_large;
    std::size_t large_bytes = 0;
    bool used = false;
  };

  [[nodiscard]] static std::size_t class_of(std::size_t size);
  [[nodiscard]] static std::size_t class_size(std::size_t number);
  [[nodiscard]] static char* begin_of(std::size_t region) {
    return reinterpret_cast<char*>(kBase + region * kRegionBytes);
  }
  [[nodiscard]] Region* use(std::size_t region);
  [[nodiscard]] Block* fresh_small(std::size_t region, std::size_t number);
  [[nodiscard]] Block* fresh_large(std::size_t region, std::size_t bytes);
  [[nodiscard]] Block* take(Region& mine, std::size_t region, std::size_t size);

  std::array<std::unique_ptr<Region>, kRegions> regions_;
  std::vector<std::size_t> used_;  // in this execution
};

}  // namespace weft::unmodified
