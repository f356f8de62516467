#include "weft/explorer/kernel/stack_pool.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace weft::kernel {
namespace {

std::size_t page_size() {
  static const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return size;
}

/// Wide enough that few frames can step over it.
std::size_t guard_size() {
  return 16 * page_size();
}

StackMemory map_stack(std::size_t wanted) {
  const std::size_t page = page_size();
  const std::size_t guard = guard_size();
  const std::size_t usable = (wanted + page - 1) / page * page;
  void* const all = mmap(nullptr, usable + guard, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (all == MAP_FAILED || mprotect(all, guard, PROT_NONE) != 0) {
    throw std::system_error(errno, std::generic_category(), "no memory for a goroutine's stack");
  }
  return {static_cast<char*>(all) + guard, usable};
}

}  // namespace

StackPool::~StackPool() {
  for (const StackMemory& stack : stacks_) {
    munmap(stack.bottom - guard_size(), stack.size + guard_size());
  }
}

StackMemory StackPool::operator[](std::size_t n) {
  while (stacks_.size() <= n) stacks_.push_back(map_stack(stack_bytes_));
  return stacks_[n];
}

std::size_t StackPool::guards(const void* address) const {
  const auto* const byte = static_cast<const char*>(address);
  for (std::size_t i = 0; i < stacks_.size(); ++i) {
    if (byte >= stacks_[i].bottom - guard_size() && byte < stacks_[i].bottom) return i;
  }
  return stacks_.size();
}

}  // namespace weft::kernel
