// What lies at an address, as the explorer sees it: a mutex, a semaphore, …
//
// The C library's objects have no constructors, or none that can be seen. So an object comes into
// being when it is initialised or first used, and its resources are called by its address, which is
// the same in every execution, whoever comes first.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/unmodified/caller.h"
#include "weft/explorer/unmodified/memory.h"

namespace weft::unmodified {

/// Which of the C library's things an object is.
enum class Kind : std::uint8_t { mutex, condition, rwlock, semaphore, barrier, futex, once };

class AnObject {
 public:
  AnObject(Kind kind, const char* type) : kind_(kind), name_{type, {}, told_place()} {}
  AnObject(const AnObject&) = delete;
  AnObject& operator=(const AnObject&) = delete;
  virtual ~AnObject() = default;

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] const kernel::Name& name() const { return name_; }

  std::uint32_t life = 0;  ///< of the memory it lies in, see Memory::use

 private:
  Kind kind_;
  kernel::Name name_;
};

/// All of an execution.
class Objects final : public kernel::PerExecution {
 public:
  /// The one at `address`, which is made of `initial` if there is none yet, one of another kind, or
  /// one from before the memory was freed and given out again.
  template <typename T, typename... Initial>
  T& at(const void* address, const Initial&... initial) {
    std::unique_ptr<AnObject>& there = objects_[address];
    const std::uint32_t life = memory().use(address, __builtin_return_address(0));
    if (there == nullptr || there->kind() != T::kKind || there->life != life) {
      make<T>(address, there, life, initial...);
    }
    return static_cast<T&>(*there);
  }
  /// Made anew.
  template <typename T, typename... Initial>
  T& init(const void* address, const Initial&... initial) {
    std::unique_ptr<AnObject>& there = objects_[address];
    make<T>(address, there, memory().use(address, __builtin_return_address(0)), initial...);
    return static_cast<T&>(*there);
  }
  /// What is at `address` is no more.
  void forget(const void* address) {
    const auto known = objects_.find(address);
    if (known == objects_.end()) return;
    retire(known->second);
    objects_.erase(known);
  }

 private:
  /// Somebody may still be on his way out of it.
  void retire(std::unique_ptr<AnObject>& object) {
    if (object != nullptr) gone_.push_back(std::move(object));
  }

  template <typename T, typename... Initial>
  void make(const void* address, std::unique_ptr<AnObject>& there, std::uint32_t life,
            const Initial&... initial) {
    static constexpr kernel::MakerKey kKey{.name = __PRETTY_FUNCTION__, .lasting = false};
    retire(there);
    const kernel::MadeFor whoever(&kKey, reinterpret_cast<std::uintptr_t>(address));
    there = std::make_unique<T>(initial...);
    there->life = life;
  }

  std::unordered_map<const void*, std::unique_ptr<AnObject>> objects_;
  std::vector<std::unique_ptr<AnObject>> gone_;
};

inline Objects& objects() {
  return kernel::per_execution<Objects>();
}

}  // namespace weft::unmodified
