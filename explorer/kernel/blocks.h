// Memory for what primitives keep behind their handles.
//
// A goroutine that drops one thing and makes another of the same size gets the very block that it
// has given back, whatever memory anybody else takes meanwhile. So a loop that makes a timer in
// every round comes back as it was, in every schedule, and also while the schedule is told.
#pragma once

#include <array>
#include <cstddef>
#include <memory>

namespace weft::kernel {

/// Blocks that a goroutine has given back.
class Blocks {
 public:
  Blocks() = default;
  Blocks(const Blocks&) = delete;
  Blocks& operator=(const Blocks&) = delete;
  ~Blocks();

  /// What a block of this size has room for, so that one for another of its kind fits, too.
  [[nodiscard]] static constexpr std::size_t room_for(std::size_t bytes) {
    return (bytes / kGrain + 1) * kGrain;
  }
  /// The one of this size that was put away last, or null.
  [[nodiscard]] void* take(std::size_t bytes);
  /// Whether there is a place for it.
  [[nodiscard]] bool put_away(void* block, std::size_t bytes);

 private:
  static constexpr std::size_t kGrain = 32;
  struct Free {
    Free* next;
  };
  std::array<Free*, 32> free_{};  // by size
};

/// Not where the scenario has a heap of its own, which is as new in every execution.
[[nodiscard]] bool keeps_blocks();
/// The calling goroutine's, if there is one.
[[nodiscard]] void* take_block(std::size_t bytes);
/// To whom it was taken by, if that is one of this thread's goroutines.
void give_back_block(void* block, std::size_t bytes) noexcept;

/// For std::allocate_shared.
template <typename T>
struct BlockAllocator {
  using value_type = T;
  BlockAllocator() = default;
  template <typename Other>
  BlockAllocator(const BlockAllocator<Other>& /*other*/) {}  // NOLINT: as allocators have it

  T* allocate(std::size_t count) {
    if (kUsual && keeps_blocks()) return static_cast<T*>(take_block(count * sizeof(T)));
    return std::allocator<T>().allocate(count);
  }
  void deallocate(T* block, std::size_t count) noexcept {
    if (kUsual && keeps_blocks()) return give_back_block(block, count * sizeof(T));
    std::allocator<T>().deallocate(block, count);
  }
  friend bool operator==(const BlockAllocator&, const BlockAllocator&) { return true; }

 private:
  static constexpr bool kUsual = alignof(T) <= alignof(std::max_align_t);
};

}  // namespace weft::kernel
