#include "weft/explorer/kernel/memory_clock.h"

#include <algorithm>

namespace weft::kernel {
namespace {

constexpr std::size_t kLanes = 8;  // a row's length is a multiple of it

void join(std::uint32_t* into, const std::uint32_t* from, std::size_t n) {
  for (std::size_t i = 0; i < n; i += kLanes) {
    for (std::size_t l = i; l < i + kLanes; ++l) into[l] = std::max(into[l], from[l]);
  }
}

void copy(std::uint32_t* into, const std::uint32_t* from, std::size_t n) {
  for (std::size_t i = 0; i < n; i += kLanes) {
    for (std::size_t l = i; l < i + kLanes; ++l) into[l] = from[l];
  }
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
  std::uint32_t* const here = row(index(g));
  if (how == Sync::acquire) {
    if (has_released(at)) join(here, released_at(at), stride_);
    return;
  }
  const bool first = !has_released(at);
  std::uint32_t* const there = released_at(at);
  if (how == Sync::both && !first) join(here, there, stride_);
  if (first || how != Sync::release) {
    copy(there, here, stride_);  // there is nothing else, or what there was is known here
  } else {
    join(there, here, stride_);
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
