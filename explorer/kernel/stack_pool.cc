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

StackMemory map_stack(std::size_t wanted) {
  const std::size_t page = page_size();
  const std::size_t usable = (wanted + page - 1) / page * page;
  void* const all = mmap(nullptr, usable + page, PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (all == MAP_FAILED || mprotect(all, page, PROT_NONE) != 0) {
    throw std::system_error(errno, std::generic_category(), "no memory for a goroutine's stack");
  }
  return {static_cast<char*>(all) + page, usable};
}

}  // namespace

StackPool::~StackPool() {
  for (const StackMemory& stack : stacks_) {
    munmap(stack.bottom - page_size(), stack.size + page_size());
  }
}

StackMemory StackPool::operator[](std::size_t n) {
  while (stacks_.size() <= n) stacks_.push_back(map_stack(stack_bytes_));
  return stacks_[n];
}

std::size_t StackPool::guards(const void* address) const {
  const auto* const byte = static_cast<const char*>(address);
  for (std::size_t i = 0; i < stacks_.size(); ++i) {
    if (byte >= stacks_[i].bottom - page_size() && byte < stacks_[i].bottom) return i;
  }
  return stacks_.size();
}

}  // namespace weft::kernel
