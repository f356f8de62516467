// A value that stands for something its copies stand for, too: a channel, a context, a timer.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

#include "weft/explorer/kernel/blocks.h"
#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/operation.h"

namespace weft {

using kernel::Location;

/// Keeps a T for handles to stand for.
template <typename T, typename... Args>
[[nodiscard]] std::shared_ptr<T> make_kept(Args&&... args) {
  using Block = kernel::BlockAllocator<std::remove_const_t<T>>;
  return std::allocate_shared<T>(Block(), std::forward<Args>(args)...);
}

/// What it stands for is kept by the copies together. But each copy is a variable with a scope of
/// its own, which others may refer to as they may to an Object: so each has a life of its own, from
/// where it came to be in its place. Whether others still have copies is nothing its end depends
/// on, for nobody may see that.
template <typename Of>
class Handle {
 public:
  Handle() = default;  ///< nil
  Handle(std::shared_ptr<Of> of, const kernel::Name& name) { begin(std::move(of), name); }
  Handle(const Handle& other) { begin(other.use_quietly(), other.name_); }
  Handle(Handle&& other) noexcept { begin(other.give(), other.name_); }
  Handle& operator=(const Handle& other) {
    if (this != &other) become(other.use_quietly(), other.name_);
    return *this;
  }
  Handle& operator=(Handle&& other) noexcept {
    if (this != &other) become(other.give(), other.name_);
    return *this;
  }
  /// Lets others use it for the last time, see Object.
  ~Handle() { kernel::outlive_users(birth_, name_); }

  /// What every use of it begins with. Null for nil, and while an execution is unwound: then others
  /// may refer to what is gone.
  [[nodiscard]] std::shared_ptr<Of> use() const {
    return kernel::uses(name_, birth_, /*throws_unwind=*/true) ? of_ : nullptr;
  }
  /// The same for what may be called from destructors: where an execution is abandoned it returns.
  [[nodiscard]] std::shared_ptr<Of> use_quietly() const {
    return kernel::uses(name_, birth_, /*throws_unwind=*/false) ? of_ : nullptr;
  }
  /// To show; not to use.
  [[nodiscard]] const std::shared_ptr<Of>& shown() const { return of_; }
  /// The variable's, not that of what it stands for.
  [[nodiscard]] const kernel::Name& name() const { return name_; }

  friend bool operator==(const Handle& a, const Handle& b) {
    return a.use_quietly() == b.use_quietly();
  }

 private:
  void begin(std::shared_ptr<Of> of, const kernel::Name& name) {
    if (of == nullptr) return;
    of_ = std::move(of);
    name_ = name;
    birth_ = kernel::birth_of_handle(name_, name);
  }
  void become(std::shared_ptr<Of> of, const kernel::Name& name) {
    if (birth_.maker == kernel::kNobody) return begin(std::move(of), name);
    if (kernel::uses(name_, birth_, /*throws_unwind=*/false)) of_ = std::move(of);
  }
  std::shared_ptr<Of> give() {
    if (!kernel::uses(name_, birth_, /*throws_unwind=*/false)) return nullptr;
    birth_ = {};
    return std::move(of_);
  }

  std::shared_ptr<Of> of_;
  kernel::Name name_{"", {}, {}};  // like that of what it stood for first
  mutable kernel::Birth birth_;
};

}  // namespace weft
