// Go's select: waits until one of its cases can go on, and takes that one.
//
//   select(recv(jobs, [&](int job) { … }),          // or [&](int job, bool ok)
//          send(results, 42, [&] { … }),
//          otherwise([&] { … }));                   // Go's default
//
// A plain send or receive is a select of one case, so this is the only operation channels have.
// Every ready case, and every partner it could meet, is an alternative that is explored.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>

#include "weft/explorer/kernel/location.h"
#include "weft/explorer/kernel/operation.h"

namespace weft {

using kernel::Location;

/// Something a select could do. Lives on the stack of the goroutine that offers it.
class Case {
 public:
  Case() = default;
  Case(const Case&) = delete;
  Case& operator=(const Case&) = delete;

  /// None for a nil channel, which is never ready.
  [[nodiscard]] virtual std::span<const kernel::AlternativeId> ways() const = 0;
  /// What a select that does not wait has looked at.
  [[nodiscard]] virtual kernel::AlternativeId look() const = 0;
  /// Its effect, when the search lets it happen in this way.
  virtual void take(std::uint16_t way, void* peer_payload) = 0;
  virtual void* payload() { return nullptr; }
  /// Afterwards, on the goroutine: throws what the operation throws.
  virtual void finish() {}
  /// A select with `otherwise` looks at the channel.
  virtual void polled() const {}

  [[nodiscard]] virtual const char* verb() const = 0;
  [[nodiscard]] virtual const kernel::Name& object() const = 0;
  /// The handle it was come by.
  [[nodiscard]] virtual const kernel::Name& by() const = 0;
  virtual void result(std::ostream& /*out*/) const {}
  /// See kernel::Operation::state.
  virtual void state(std::ostream& /*out*/) const {}

 protected:
  ~Case() = default;
};

/// Go's default was taken.
inline constexpr std::size_t kDefault = static_cast<std::size_t>(-1);

/// Returns the position of the case that was taken, or kDefault. With no case ready it waits, or,
/// `with_default`, goes on. Throws what the case throws (Panic: send on closed channel).
std::size_t select(std::span<Case* const> cases, bool with_default, Location at = Location::here());

}  // namespace weft
