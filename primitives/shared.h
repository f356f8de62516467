// Plain data that goroutines share, watched for data races.
//
// A race-free program needs no switch at plain accesses, so an access is not a scheduling point:
// it is only checked against the memory model's clocks. Not synchronised is not ordered, whatever
// order this execution happened to have.
#pragma once

#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "weft/explorer/kernel/race_check.h"
#include "weft/primitives/chan.h"
#include "weft/primitives/object.h"

namespace weft {

/// A variable of type T that must not be read and written, or written twice, without
/// synchronisation in between. Reads and writes like a T.
template <typename T>
class Shared : public Object {
 public:
  explicit Shared(T value = T{}, std::string_view name = {}, Location at = Location::here())
      : Object("shared", name, at), value_(std::move(value)) {}
  ~Shared() { outlive_users(); }

  [[nodiscard]] T load(Location at = Location::here()) const {
    cell_.read(name(), at);
    tell("read", at);
    return value_;
  }
  void store(T value, Location at = Location::here()) {
    cell_.write(name(), at);
    value_ = std::move(value);
    tell("write", at);
  }
  /// Reads, changes, writes: `change` gets a T&.
  template <typename Change>
  void update(Change change, Location at = Location::here()) {
    cell_.read(name(), at);
    cell_.write(name(), at);
    change(value_);
    tell("update", at);
  }

  operator T() const { return load(Location{}); }  // NOLINT: reads like a T
  Shared& operator=(T value) {
    store(std::move(value), Location{});
    return *this;
  }

 private:
  void tell(const char* verb, Location at) const {
    if (!kernel::telling()) return;
    std::ostringstream out;
    chan::show(out, value_);
    kernel::tell(name(), verb, out.str(), at);
  }

  T value_;
  mutable kernel::RaceCheck cell_;
};

}  // namespace weft
