#include "weft/explorer/kernel/names.h"

#include <stdexcept>

namespace weft::kernel {

GoroutineId Names::goroutine(Maker maker, std::uint32_t nth) {
  const std::lock_guard lock(mutex_);
  if (goroutines_.size() + 1 >= index(kNobody)) throw std::runtime_error("too many goroutines");
  const auto next = static_cast<GoroutineId>(goroutines_.size() + 1);  // main has a name already
  return goroutines_.try_emplace({maker, nth}, next).first->second;
}

ResourceId Names::resources(Maker maker, std::uint32_t nth, std::uint32_t count) {
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] =
      resources_.try_emplace({maker, nth, count}, ResourceId{resource_count_});
  if (is_new) resource_count_ += count;
  return place->second;
}

GoroutineId Makings::next_goroutine(Names& names) {
  const std::uint32_t nth = goroutine_++;
  if (nth == goroutines_.size()) goroutines_.push_back(names.goroutine(maker_, nth));
  return goroutines_[nth];
}

ResourceId Makings::next_resources(Names& names, std::uint32_t count) {
  const std::uint32_t nth = resource_++;
  if (nth == resources_.size()) {
    resources_.push_back({names.resources(maker_, nth, count), count});
  } else if (resources_[nth].count != count) {
    resources_[nth] = {names.resources(maker_, nth, count), count};
  }
  return resources_[nth].first;
}

}  // namespace weft::kernel
