// What every primitive with an identity is: a name for people, and a destructor that knows who
// may still hold a reference.
#pragma once

#include <cstdint>
#include <string_view>

#include "weft/explorer/kernel/goroutine.h"
#include "weft/explorer/kernel/operation.h"

namespace weft {

using kernel::Location;

/// Go has a garbage collector, C++ has scopes. The destructor first waits for the goroutines that
/// its maker has started since this object was made, until they have used it for the last time or
/// can never move again: a scenario that leaks is reported as a leak, not as a use after free.
class Object {
 public:
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;

  [[nodiscard]] const kernel::Name& name() const { return name_; }

 protected:
  Object(const char* type, std::string_view name, Location at)
      : name_{type, name, at}, birth_(kernel::birth_of(name_)) {}
  ~Object() { outlive_users(); }

  /// A class with data that needs destroying calls this from its own destructor: before ours runs,
  /// that data is gone.
  void outlive_users() {
    kernel::outlive_users(birth_, name_);
    birth_ = {};
  }

 private:
  kernel::Name name_;
  kernel::Birth birth_;
};

}  // namespace weft
