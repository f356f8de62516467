#include "weft/explorer/unmodified/arena.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace weft::unmodified {
namespace {

/// What fresh memory reads as, in every execution the same.
constexpr int kFresh = 0xCD;
constexpr std::size_t kSmallest = 16;
constexpr std::size_t kLargestSmall = 4096;
constexpr std::size_t kSteps = 8;  // classes of 16, 32, … 128; then four to every doubling

std::size_t pages(std::size_t size, std::size_t page) {
  return (size + page - 1) / page * page;
}

}  // namespace

Arena::~Arena() {
  for (std::size_t r = 0; r < kRegions; ++r) {
    if (regions_[r] != nullptr) munmap(begin_of(r), kRegionBytes);
  }
}

std::size_t Arena::class_of(std::size_t size) {
  if (size <= kSteps * kSmallest) return size == 0 ? 0 : (size - 1) / kSmallest;
  const auto doubling = static_cast<std::size_t>(std::bit_width(size - 1)) - 1;  // 7: 129 … 256
  const std::size_t quarter = (size - 1) >> (doubling - 2) & 3;
  return kSteps + (doubling - 7) * 4 + quarter;
}

std::size_t Arena::class_size(std::size_t number) {
  if (number < kSteps) return (number + 1) * kSmallest;
  const std::size_t doubling = 7 + (number - kSteps) / 4;
  const std::size_t quarters = 1 + (number - kSteps) % 4;
  return (std::size_t{1} << doubling) + (quarters << (doubling - 2));
}

Arena::Region* Arena::use(std::size_t region) {
  if (region >= kRegions) return nullptr;
  auto& mine = regions_[region];
  if (mine == nullptr) {
    constexpr int kFlags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED_NOREPLACE;
    char* const wanted = begin_of(region);
    void* const got = mmap(wanted, kRegionBytes, PROT_READ | PROT_WRITE, kFlags, -1, 0);
    if (got != wanted) {
      if (got != MAP_FAILED) munmap(got, kRegionBytes);
      return nullptr;
    }
    mine = std::make_unique<Region>();
  }
  if (!mine->used) {
    mine->used = true;
    used_.push_back(region);
  }
  return mine.get();
}

Block* Arena::fresh_small(std::size_t region, std::size_t number) {
  auto& blocks = regions_[region]->small[number];
  const std::size_t from = blocks.size() * class_size(number);
  if (from + class_size(number) > kClassBytes) return nullptr;
  Block& block = blocks.emplace_back();
  block.begin = begin_of(region) + number * kClassBytes + from;
  return &block;
}

Block* Arena::fresh_large(std::size_t region, std::size_t bytes) {
  Region& mine = *regions_[region];
  if (bytes > kRegionBytes - kLargeFrom - mine.large_bytes) return nullptr;
  Block& block = mine.large.emplace_back();
  block.begin = begin_of(region) + kLargeFrom + mine.large_bytes;
  mine.large_bytes += bytes;
  return &block;
}

Block* Arena::take(Region& mine, std::size_t region, std::size_t size) {
  if (size <= kLargestSmall) {
    const std::size_t number = class_of(size);
    auto& free = mine.free_small[number];
    if (free.empty()) return fresh_small(region, number);
    char* const block = free.back();
    free.pop_back();
    return find(block);
  }
  const std::size_t bytes = pages(size, kPage);
  const auto fits = [&](const char* block) { return pages(find(block)->size, kPage) == bytes; };
  const auto found = std::find_if(mine.free_large.rbegin(), mine.free_large.rend(), fits);
  if (found == mine.free_large.rend()) return fresh_large(region, bytes);
  char* const block = *found;
  mine.free_large.erase(std::next(found).base());
  return find(block);
}

void* Arena::allocate(std::size_t region, std::size_t size, std::size_t alignment, const void* at) {
  if (alignment > kPage || size > kRegionBytes) return nullptr;
  Region* const mine = use(region);
  if (mine == nullptr) return nullptr;
  // Blocks of a power of two lie at multiples of it.
  const std::size_t padded =
      alignment <= kSmallest ? size : std::bit_ceil(std::max(size, alignment));
  Block* const block = take(*mine, region, padded);
  if (block == nullptr) return nullptr;
  block->size = size;
  block->allocated_at = at;
  block->freed_at = nullptr;
  ++block->life;
  std::memset(block->begin, kFresh, size);
  return block->begin;
}

Arena::Freed Arena::free(std::size_t region, void* begin, const void* at, Epoch now) {
  Block* const block = find(begin);
  if (block == nullptr || block->begin != begin) return Freed::never;
  if (!block->in_use()) return Freed::before;
  block->freed_at = at;
  block->freed = now;
  Region* const mine = use(region);
  if (mine == nullptr) return Freed::now;
  const std::size_t offset = (reinterpret_cast<std::uintptr_t>(begin) - kBase) % kRegionBytes;
  if (offset < kLargeFrom) {
    mine->free_small[offset / kClassBytes].push_back(block->begin);
  } else {
    mine->free_large.push_back(block->begin);
  }
  return Freed::now;
}

Block* Arena::find(const void* address) {
  if (!contains(address)) return nullptr;
  const std::uintptr_t offset = reinterpret_cast<std::uintptr_t>(address) - kBase;
  Region* const region = regions_[offset / kRegionBytes].get();
  if (region == nullptr) return nullptr;
  const std::size_t within = offset % kRegionBytes;
  if (within >= kLargeFrom) {
    const auto after = std::ranges::upper_bound(
        region->large, address, {}, [](const Block& b) -> const void* { return b.begin; });
    return after == region->large.begin() ? nullptr : &*std::prev(after);
  }
  const std::size_t number = within / kClassBytes;
  if (number >= kClasses) return nullptr;
  auto& blocks = region->small[number];
  const std::size_t nth = within % kClassBytes / class_size(number);
  return nth < blocks.size() ? &blocks[nth] : nullptr;
}

void Arena::reset() {
  for (const std::size_t r : used_) {
    Region& region = *regions_[r];
    for (auto& blocks : region.small) blocks.clear();
    for (auto& free : region.free_small) free.clear();
    region.large.clear();
    region.free_large.clear();
    region.large_bytes = 0;
    region.used = false;
  }
  used_.clear();
}

}  // namespace weft::unmodified
