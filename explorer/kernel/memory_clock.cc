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

/// What an access takes from a place and gives to it: all, or only what a fence has to do with.
enum class Part : std::uint8_t { nothing, fence, all };
struct Order {
  Part takes;
  Part gives;
  bool replaces = false;
  [[nodiscard]] bool weak() const { return takes == Part::fence || gives == Part::fence; }
};
constexpr Order kOrders[] = {
    {Part::nothing, Part::nothing},      // none
    {Part::all, Part::nothing},          // acquire
    {Part::nothing, Part::all},          // release
    {Part::all, Part::all, true},        // both: what there was is known here then
    {Part::nothing, Part::all, true},    // publish
    {Part::fence, Part::nothing},        // peek
    {Part::nothing, Part::fence, true},  // leave
    {Part::fence, Part::fence},          // pass
    {Part::all, Part::fence},            // pass_acquire
    {Part::fence, Part::all},            // pass_release
};

}  // namespace

void MemoryClock::clear(std::size_t unchanged) {
  notes_.cut(unchanged);
  noted_ = settled_ = 0;
  acted_.clear();
  count_ = 0;
  goroutines_.clear();
  fences_.clear();
  released_.clear();
  released_row_.clear();
}

void MemoryClock::settle(const Note& note) {
  switch (note.what) {
    case What::spawn:
      return add(note.goroutine, note.other);
    case What::act:
      acted_[index(note.goroutine)] = row(index(note.goroutine))[index(note.goroutine)];
      return;
    case What::synchronise:
      return move(note.goroutine, note.at, note.how);
    case What::fence:
      return stand(note.goroutine, note.how);
    case What::meet:
      return share(note.goroutine, note.other);
  }
}

void MemoryClock::grow() {
  widen(goroutines_, stride_, stride_ * 2);
  widen(fences_, stride_, stride_ * 2);
  widen(released_, stride_, stride_ * 2);
  stride_ *= 2;
}

void MemoryClock::add(GoroutineId child, GoroutineId parent) {
  count_ = std::max(count_, index(child) + 1);
  while (count_ > stride_) grow();
  if (goroutines_.size() < count_ * stride_) goroutines_.resize(count_ * stride_, 0);
  acted_.resize(count_, 0);
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

void MemoryClock::move(GoroutineId g, ResourceId at, Sync how) {
  const Order order = kOrders[static_cast<std::size_t>(how)];
  if (order.weak()) need_fences();
  std::uint32_t* const here = row(index(g));
  const bool first = !has_released(at);
  if (order.takes != Part::nothing && !first) {
    join(order.takes == Part::all ? here : peeked(index(g)), released_at(at), stride_);
  }
  if (order.gives == Part::nothing) return;
  std::uint32_t* const there = released_at(at);
  const std::uint32_t* const given = order.gives == Part::all ? here : fenced(index(g));
  if (first || order.replaces) {
    copy(there, given, stride_);
  } else {
    join(there, given, stride_);
  }
  if (order.gives == Part::all) tick(g);
}

void MemoryClock::need_fences() {
  if (fences_.size() < 2 * count_ * stride_) fences_.resize(2 * count_ * stride_, 0);
}

void MemoryClock::stand(GoroutineId g, Sync how) {
  need_fences();
  if (how != Sync::release) join(row(index(g)), peeked(index(g)), stride_);
  if (how == Sync::acquire) return;
  copy(fenced(index(g)), row(index(g)), stride_);
  tick(g);
}

void MemoryClock::share(GoroutineId a, GoroutineId b) {
  join(row(index(a)), row(index(b)), count_);
  const std::uint32_t own = row(index(b))[index(b)];
  std::copy_n(row(index(a)), count_, row(index(b)));
  row(index(b))[index(b)] = own;
  tick(a);
  tick(b);
}

}  // namespace weft::kernel
