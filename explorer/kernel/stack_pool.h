// Stacks with guard pages some way below, made once and used again: a goroutine's stack has the
// same address in every execution, and making one costs an mmap only the first time.
#pragma once

#include <cstddef>
#include <vector>

#include "weft/explorer/kernel/fiber.h"

namespace weft::kernel {

class StackPool {
 public:
  explicit StackPool(std::size_t stack_bytes) : stack_bytes_(stack_bytes) {}
  StackPool(const StackPool&) = delete;
  StackPool& operator=(const StackPool&) = delete;
  ~StackPool();

  /// The n-th stack. Throws std::system_error when the system has no memory for one more.
  StackMemory operator[](std::size_t n);

  /// Which stack's guard page `address` lies in; size() if none does.
  [[nodiscard]] std::size_t guards(const void* address) const;
  [[nodiscard]] std::size_t size() const { return stacks_.size(); }
  [[nodiscard]] std::size_t stack_bytes() const { return stack_bytes_; }

 private:
  std::size_t stack_bytes_;
  std::vector<StackMemory> stacks_;
};

}  // namespace weft::kernel
