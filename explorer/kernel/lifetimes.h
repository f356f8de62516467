// Objects whose ends are events: who may still use one, and whose scope has ended.
#pragma once

#include <algorithm>
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

inline constexpr std::uint32_t kAnyChild = ~std::uint32_t{0};

/// A handle that is gone, and whose end has waited for nobody.
struct Grave {
  const Name* handle;
  GoroutineId owner;
  std::uint32_t since;  ///< who of the owner's children may refer to it: from this one on,
  std::uint32_t until;  ///< before this one
  Location declared;
};

class Graves {
 public:
  void clear() { all_.clear(); }
  [[nodiscard]] bool empty() const { return all_.empty(); }
  void add(const Birth& birth, const Name& handle) {
    for (Grave& grave : all_) {
      const bool goes_on = grave.handle == &handle && grave.owner == birth.maker &&
                           grave.until == birth.children &&
                           grave.declared.line == handle.declared.line;
      if (goes_on) return void(grave.until = kAnyChild);
    }
    all_.push_back({.handle = &handle,
                    .owner = birth.maker,
                    .since = birth.children,
                    .until = kAnyChild,
                    .declared = handle.declared});
  }
  /// There is a new one in its place: whom the owner starts from now on means that.
  void close(const Birth& birth, const Name& handle) {
    for (Grave& grave : all_) {
      if (grave.handle != &handle || grave.owner != birth.maker) continue;
      if (grave.until == kAnyChild) grave.until = birth.children;
    }
  }
  /// One that `may_be_meant`, or null.
  template <typename MayBeMeant>
  [[nodiscard]] const Grave* find(const Name& handle, MayBeMeant may_be_meant) const {
    for (const Grave& grave : all_) {
      if (grave.handle == &handle && may_be_meant(grave)) return &grave;
    }
    return nullptr;
  }

 private:
  std::vector<Grave> all_;
};

class Lifetimes {
 public:
  void clear() { all_.clear(); }
  [[nodiscard]] bool empty() const { return all_.empty(); }
  void add(const Lifetime& lifetime) { all_.push_back(lifetime); }
  /// The last one that was there; null for an object whose end is no event.
  [[nodiscard]] Lifetime* find(const Name& object) { return last(all_, object, any_at_all); }
  [[nodiscard]] const Lifetime* find(const Name& object) const {
    return last(all_, object, any_at_all);
  }
  /// The last one that was there and that `may_be_held`.
  template <typename MayBeHeld>
  [[nodiscard]] const Lifetime* find(const Name& object, MayBeHeld may_be_held) const {
    return last(all_, object, may_be_held);
  }
  template <typename Is>
  [[nodiscard]] bool any(Is is) const {
    return std::ranges::any_of(all_, is);
  }
  /// Where one may have been there is another one now, whose end is no event.
  void displace(const Name& object, GoroutineId owner, std::uint32_t children) {
    const Lifetime* const last = find(object);
    if (last == nullptr || (last->users == kNoResource && last->owner == owner)) return;
    add({.object = &object,
         .owner = owner,
         .ended = kUntouched,
         .users = kNoResource,
         .children = children});
  }
  /// The last one that was there.
  void remove(const Name& object) {
    Lifetime* const last = find(object);
    if (last != nullptr) all_.erase(all_.begin() + (last - all_.data()));
  }

 private:
  static bool any_at_all(const Lifetime& /*life*/) { return true; }
  template <typename All, typename MayBeHeld>
  static auto last(All& all, const Name& object, MayBeHeld may_be_held) -> decltype(all.data()) {
    for (std::size_t n = all.size(); n-- > 0;) {
      if (all[n].object == &object && may_be_held(all[n])) return &all[n];
    }
    return nullptr;
  }

  std::vector<Lifetime> all_;
};

}  // namespace weft::kernel
