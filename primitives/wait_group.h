// sync.WaitGroup: wait until a count of unfinished things is back at zero.
//
// Dependency: one resource, the count. Adding commutes with adding; waiting reads.
#pragma once

#include <array>
#include <functional>
#include <string_view>

#include "weft/primitives/object.h"

namespace weft {

class WaitGroup : public Object {
 public:
  explicit WaitGroup(std::string_view name = {}, Location at = Location::here());

  /// Adds `delta`, which may be negative. Throws Panic if the count goes below zero (Go:
  /// "sync: negative WaitGroup counter").
  void add(int delta = 1, Location at = Location::here());
  void done(Location at = Location::here()) { add(-1, at); }
  /// Waits until the count is zero.
  void wait(Location at = Location::here());
  /// WaitGroup.Go: adds one, runs `body` as a goroutine, and is done when that ends.
  void go(std::function<void()> body, Location at = Location::here());

 private:
  kernel::ResourceId count_ = kernel::new_resources();
  kernel::AlternativeId up_;
  kernel::AlternativeId down_;
  kernel::AlternativeId wait_;
};

}  // namespace weft
