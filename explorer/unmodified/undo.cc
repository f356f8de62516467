#include "weft/explorer/unmodified/undo.h"

#include <pthread.h>

#include <cstring>

namespace weft::unmodified {

void Undo::begin() {
  const auto* const here = static_cast<const char*>(__builtin_frame_address(0));
  if (here >= stack_bottom_ && here < stack_top_) return;
  pthread_attr_t attributes;
  void* bottom = nullptr;
  std::size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  pthread_attr_getstack(&attributes, &bottom, &size);
  pthread_attr_destroy(&attributes);
  stack_bottom_ = static_cast<const char*>(bottom);
  stack_top_ = stack_bottom_ + size;
}

void Undo::save(void* cell) {
  const auto* const at = static_cast<const char*>(cell);
  if (at >= stack_bottom_ && at < stack_top_) {
    kept_.push_back(cell);
    return;
  }
  Saved& saved = saved_.emplace_back(Saved{cell, 0});
  std::memcpy(&saved.bytes, cell, sizeof saved.bytes);
}

void Undo::save(void* from, std::size_t size) {
  constexpr std::uintptr_t kCell = sizeof(std::uint64_t);
  const auto begin = reinterpret_cast<std::uintptr_t>(from) / kCell * kCell;
  const auto end = reinterpret_cast<std::uintptr_t>(from) + size;
  for (std::uintptr_t at = begin; at < end; at += kCell) save(reinterpret_cast<void*>(at));
}

/// The latest first: what was saved twice is as it was before both.
void Undo::roll_back() {
  for (auto saved = saved_.rbegin(); saved != saved_.rend(); ++saved) {
    std::memcpy(saved->cell, &saved->bytes, sizeof saved->bytes);
  }
  saved_.clear();
  kept_.clear();
}

}  // namespace weft::unmodified
