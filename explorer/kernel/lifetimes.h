// Objects whose ends are events: who may still use one, and whose scope has ended.
#pragma once

#include <algorithm>
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
  bool in_vain = false;  ///< when nothing else could happen
  std::string called{};
};

class Lifetimes {
 public:
  void clear() { all_.clear(); }
  [[nodiscard]] bool empty() const { return all_.empty(); }
  void add(const Lifetime& lifetime) { all_.push_back(lifetime); }
  /// Null for an object whose end is no event.
  [[nodiscard]] Lifetime* find(const Name& object) {
    const auto found = std::ranges::find(all_, &object, &Lifetime::object);
    return found == all_.end() ? nullptr : &*found;
  }
  void remove(const Name& object) {
    std::erase_if(all_, [&](const Lifetime& lifetime) { return lifetime.object == &object; });
  }

 private:
  std::vector<Lifetime> all_;
};

}  // namespace weft::kernel
