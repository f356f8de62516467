#include "weft/explorer/kernel/memory_clock.h"

#include <algorithm>

namespace weft::kernel {
namespace {

void join(std::uint32_t* into, const std::uint32_t* from, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) into[i] = std::max(into[i], from[i]);
}

void widen(std::vector<std::uint32_t>& rows, std::size_t from, std::size_t to) {
  std::vector<std::uint32_t> wider(rows.size() / from * to, 0);
  for (std::size_t r = 0; r < rows.size() / from; ++r) {
    std::copy_n(&rows[r * from], from, &wider[r * to]);
  }
  rows = std::move(wider);
}

}  // namespace

void MemoryClock::clear() {
  count_ = 0;
  goroutines_.clear();
  released_.clear();
  released_row_.clear();
}

void MemoryClock::grow() {
  widen(goroutines_, stride_, stride_ * 2);
  widen(released_, stride_, stride_ * 2);
  stride_ *= 2;
}

void MemoryClock::spawn(GoroutineId child, GoroutineId parent) {
  count_ = std::max(count_, index(child) + 1);
  while (count_ > stride_) grow();
  if (goroutines_.size() < count_ * stride_) goroutines_.resize(count_ * stride_, 0);
  if (parent != kNobody) {
    std::copy_n(row(index(parent)), stride_, row(index(child)));
    tick(parent);
  }
  tick(child);
}

std::uint32_t* MemoryClock::released_at(ResourceId at) {
  if (released_row_.size() <= index(at)) released_row_.resize(index(at) + 1, 0);
  if (released_row_[index(at)] == 0) {
    released_.resize(released_.size() + stride_, 0);
    released_row_[index(at)] = static_cast<std::uint32_t>(released_.size() / stride_);
  }
  return &released_[(released_row_[index(at)] - 1) * stride_];
}

void MemoryClock::synchronise(GoroutineId g, ResourceId at, Sync how) {
  if (how == Sync::none) return;
  std::uint32_t* const there = released_at(at);
  std::uint32_t* const here = row(index(g));
  if (how == Sync::acquire || how == Sync::both) join(here, there, count_);
  if (how == Sync::acquire) return;
  if (how == Sync::publish) {
    std::copy_n(here, count_, there);
  } else {
    join(there, here, count_);
  }
  tick(g);
}

void MemoryClock::meet(GoroutineId a, GoroutineId b) {
  join(row(index(a)), row(index(b)), count_);
  const std::uint32_t own = row(index(b))[index(b)];
  std::copy_n(row(index(a)), count_, row(index(b)));
  row(index(b))[index(b)] = own;
  tick(a);
  tick(b);
}

}  // namespace weft::kernel
