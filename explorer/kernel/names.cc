#include "weft/explorer/kernel/names.h"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace weft::kernel {

namespace {

template <typename Id>
std::vector<Made> in_order(const std::map<Made, Id>& names) {
  std::vector<std::pair<Id, Made>> all;
  all.reserve(names.size());
  for (const auto& [made, id] : names) all.emplace_back(id, made);
  std::ranges::sort(all);
  std::vector<Made> in_order;
  in_order.reserve(all.size());
  for (auto& [id, made] : all) in_order.push_back(std::move(made));
  return in_order;
}

}  // namespace

Names::Names(const Knowledge& known) {
  for (const Made& made : known.goroutines) {
    goroutines_.try_emplace(made, static_cast<GoroutineId>(goroutines_.size() + 1));
  }
  for (const Made& made : known.resources) {
    if (resources_.try_emplace(made, ResourceId{resource_count_}).second) {
      resource_count_ += made.count;
    }
  }
}

Made Names::made(const Maker& maker, std::uint32_t nth, std::uint32_t count) {
  lasting_ = lasting_ && (maker.key == nullptr || maker.key->lasting);
  return {maker.key == nullptr ? "" : maker.key->name, maker.number, nth, count};
}

void Names::add_to(Knowledge& known) const {
  const std::lock_guard lock(mutex_);
  known.lasting = lasting_;
  known.goroutines = in_order(goroutines_);
  known.resources = in_order(resources_);
}

GoroutineId Names::goroutine(Maker maker, std::uint32_t nth) {
  const std::lock_guard lock(mutex_);
  if (goroutines_.size() + 1 >= index(kNobody)) throw std::runtime_error("too many goroutines");
  const auto next = static_cast<GoroutineId>(goroutines_.size() + 1);  // main has a name already
  return goroutines_.try_emplace(made(maker, nth, 0), next).first->second;
}

ResourceId Names::resources(Maker maker, std::uint32_t nth, std::uint32_t count) {
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] =
      resources_.try_emplace(made(maker, nth, count), ResourceId{resource_count_});
  if (is_new) resource_count_ += count;
  return place->second;
}

[[gnu::cold, gnu::noinline]] GoroutineId Makings::name_goroutine(Names& names, std::uint32_t nth) {
  return goroutines_.push_back(names.goroutine(maker_, nth));
}

[[gnu::cold, gnu::noinline]] ResourceId Makings::name_resources(Names& names, std::uint32_t nth,
                                                                std::uint32_t count) {
  const Block block{names.resources(maker_, nth, count), count};
  if (nth == resources_.size()) return resources_.push_back(block).first;
  return (resources_[nth] = block).first;
}

}  // namespace weft::kernel
