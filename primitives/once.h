// sync.Once: something that is done exactly once, whoever comes first; and OnceFunc, OnceValue.
//
// Dependency: two resources. Whoever begins writes `begun`, whoever has finished writes
// `finished`; those who find it done only read, so they come and go in no particular order.
#pragma once

#include <array>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "weft/primitives/object.h"

namespace weft {
namespace once {

/// What a Once is to the explorer.
class Core {
 public:
  Core();
  void run(const std::function<void()>& f, const kernel::Name& name, Location at) const;

 private:
  kernel::ResourceId begun_ = kernel::new_resources();
  kernel::ResourceId finished_ = kernel::new_resources();
  std::array<kernel::AlternativeId, 2> do_;  // comes first, finds it done
  kernel::AlternativeId finish_;
};

/// What the copies of a OnceFunc or OnceValue share.
template <typename T>
struct Result {
  Result(std::function<T()> function, std::string_view given, Location at)
      : name{"once", given, at}, f(std::move(function)) {}

  const T& get(Location at) {
    core.run([this] { run(); }, name, at);
    if (thrown != nullptr) std::rethrow_exception(thrown);
    return *value;
  }
  void run() {
    const std::function<T()> only = std::exchange(f, nullptr);  // lets go of what it captured
    try {
      value.emplace(only());
    } catch (...) {
      thrown = std::current_exception();
      throw;
    }
  }

  kernel::Name name;
  Core core;
  std::function<T()> f;
  std::optional<T> value;
  std::exception_ptr thrown;
};

}  // namespace once

class Once : public Object {
 public:
  explicit Once(std::string_view name = {}, Location at = Location::here())
      : Object("once", name, at) {}

  /// Calls `f` if this is the first call, and returns when that call of `f` has returned, whoever
  /// makes it: so an `f` that calls do_once of the same Once waits for ever. If `f` throws, it
  /// counts as done; the exception leaves this call, and later ones call nothing.
  void do_once(const std::function<void()>& f, Location at = Location::here()) {
    core_.run(f, name(), at);
  }

 private:
  once::Core core_;
};

/// sync.OnceValue: a function that computes once what it returns. If that throws, every call
/// throws the same. Copies share the one result.
template <typename T>
class OnceValue {
 public:
  explicit OnceValue(std::function<T()> f, std::string_view name = {},
                     Location at = Location::here())
      : result_(std::make_shared<once::Result<T>>(std::move(f), name, at)) {}

  T operator()(Location at = Location::here()) const { return result_->get(at); }

 private:
  std::shared_ptr<once::Result<T>> result_;
};

/// sync.OnceFunc: a function that does once what it does. If that throws, every call throws the
/// same. Copies are one.
class OnceFunc {
 public:
  explicit OnceFunc(std::function<void()> f, std::string_view name = {},
                    Location at = Location::here())
      : result_([f = std::move(f)] { return f(), std::monostate{}; }, name, at) {}

  void operator()(Location at = Location::here()) const { result_(at); }

 private:
  OnceValue<std::monostate> result_;
};

[[nodiscard]] inline OnceFunc once_func(std::function<void()> f, Location at = Location::here()) {
  return OnceFunc(std::move(f), {}, at);
}
/// Several values (Go's OnceValues) are a pair or a tuple.
template <typename F>
[[nodiscard]] auto once_value(F f, Location at = Location::here()) {
  return OnceValue<std::invoke_result_t<F&>>(std::move(f), {}, at);
}

}  // namespace weft
