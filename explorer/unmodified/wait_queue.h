// Threads that sleep until somebody wakes them: what conditions and futexes are made of.
//
// Dependency: as of weft::Cond. Who comes and who is woken alone are not ordered among themselves;
// a wake-up of all meets only those who had come; one that finds nobody reads who is there. To
// sleep until a deadline may also end by itself, at any moment (see docs/semantics.md on time).
#pragma once

#include <array>
#include <optional>
#include <span>

#include "weft/explorer/unmodified/caller.h"
#include "weft/explorer/unmodified/objects.h"
#include "weft/primitives/clock.h"

namespace weft::unmodified {

class WaitQueue {
 public:
  WaitQueue();

  /// How a sleep ended.
  enum class End : std::uint8_t { woken, too_late, spurious };

  /// The way of the operation in which somebody comes, to be declared with what else it touches.
  [[nodiscard]] kernel::Alternative& joined(kernel::Alternative& way) const;
  /// Comes, in a way that was declared so. Returns how many wake-ups of all there had been; that
  /// goes to sleep().
  std::int32_t join(const kernel::AlternativeId& way, const kernel::Name& name,
                    const Caller& caller) const;
  /// The same, for the effect of an operation of somebody else's in which he came.
  [[nodiscard]] std::int32_t arrival() const { return kernel::count(wakes_); }
  End sleep(std::int32_t arrival, std::optional<Time> deadline, const kernel::Name& name,
            const Caller& caller);

  /// Whether there was anybody.
  bool wake_one(const char* verb, const kernel::Name& name, const Caller& caller);
  /// How many there were.
  int wake_all(const char* verb, const kernel::Name& name, const Caller& caller);

 private:
  [[nodiscard]] bool may_wake_for_no_reason();
  /// The resource that the next wake-up of all after `arrival` writes.
  [[nodiscard]] kernel::ResourceId round(std::int32_t arrival) const;
  /// Goes by itself, before any wake-up of all.
  [[nodiscard]] kernel::Alternative leaves(std::int32_t arrival) const;

  kernel::ResourceId fresh_ = kernel::new_resources();
  kernel::ResourceId wakes_ = kernel::new_resources();  // of all, that found somebody; negated
  kernel::ResourceId point_ = kernel::new_point();
  kernel::ResourceId rounds_;                 // the ring that wake-ups of all write in turn
  std::array<kernel::AlternativeId, 2> one_;  // wakes one, finds nobody
  std::array<kernel::AlternativeId, 2> all_;  // wakes all, finds nobody
  std::vector<kernel::GoroutineId> woken_for_no_reason_;
};

}  // namespace weft::unmodified
