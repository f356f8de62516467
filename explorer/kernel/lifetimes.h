// Objects whose ends are events: who may still use one, and whose scope has ended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/ids.h"
#include "weft/explorer/kernel/operation.h"

namespace weft::kernel {

struct Lifetime {
  const Name* object;  ///< where its name is; nothing to look at when it is over
  GoroutineId owner;
  ResourceId ended;  ///< positive when it is over
  ResourceId users;  ///< how many use it
  bool over = false;
  bool in_vain = false;        ///< when nothing else could happen
  std::uint32_t children = 0;  ///< how many goroutines the owner had started before it was made
  std::string called{};
};

class Lifetimes {
 public:
  void clear() { all_.clear(); }
  [[nodiscard]] bool empty() const { return all_.empty(); }
  void add(const Lifetime& lifetime) { all_.push_back(lifetime); }
  /// The last one that was there; null for an object whose end is no event.
  [[nodiscard]] Lifetime* find(const Name& object) {
    return find(object, [](const Lifetime& /*any*/) { return true; });
  }
  /// The last one that was there and that `may_be_held`.
  template <typename MayBeHeld>
  [[nodiscard]] Lifetime* find(const Name& object, MayBeHeld may_be_held) {
    for (std::size_t n = all_.size(); n-- > 0;) {
      if (all_[n].object == &object && may_be_held(all_[n])) return &all_[n];
    }
    return nullptr;
  }
  /// The last one that was there.
  void remove(const Name& object) {
    Lifetime* const last = find(object);
    if (last != nullptr) all_.erase(all_.begin() + (last - all_.data()));
  }

 private:
  std::vector<Lifetime> all_;
};

}  // namespace weft::kernel
