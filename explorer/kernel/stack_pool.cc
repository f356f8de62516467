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

/// Stacks that are a whole number of pages apart would have the same few places in the processor's
/// cache. So each begins some lines further on within a page than the one before, above its guard.
std::size_t gap(std::size_t nth) {
  constexpr std::size_t kLine = 64;
  constexpr std::size_t kLines = 13;  // as many as a goroutine needs while it waits
  return nth * kLines * kLine % page_size();
}

/// With the guard, and a page for the gap.
std::size_t mapped(std::size_t usable) {
  return guard_size() + page_size() + usable;
}

[[noreturn]] void refuse(int reason = errno) {
  throw std::system_error(reason, std::generic_category(), "no memory for a goroutine's stack");
}

StackMemory map_stack(std::size_t wanted, std::size_t nth) {
  const std::size_t page = page_size();
  const std::size_t usable = (wanted + page - 1) / page * page;
  void* const all = mmap(nullptr, mapped(usable), PROT_READ | PROT_WRITE,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (all == MAP_FAILED) refuse();
  if (mprotect(all, guard_size(), PROT_NONE) != 0) {
    const int reason = errno;
    munmap(all, mapped(usable));
    refuse(reason);
  }
  return {static_cast<char*>(all) + guard_size() + gap(nth), usable};
}

char* guard_of(const StackMemory& stack, std::size_t nth) {
  return stack.bottom - gap(nth) - guard_size();
}

}  // namespace

StackPool::~StackPool() {
  for (std::size_t n = 0; n < stacks_.size(); ++n) {
    munmap(guard_of(stacks_[n], n), mapped(stacks_[n].size));
  }
}

StackMemory StackPool::operator[](std::size_t n) {
  while (stacks_.size() <= n) stacks_.push_back(map_stack(stack_bytes_, stacks_.size()));
  return stacks_[n];
}

std::size_t StackPool::guards(const void* address) const {
  const auto* const byte = static_cast<const char*>(address);
  for (std::size_t n = 0; n < stacks_.size(); ++n) {
    const char* const guard = guard_of(stacks_[n], n);
    if (byte >= guard && byte < guard + guard_size()) return n;
  }
  return stacks_.size();
}

}  // namespace weft::kernel
