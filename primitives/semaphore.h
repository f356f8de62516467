// golang.org/x/sync/semaphore.Weighted: a limited amount of something, handed out in pieces.
//
// Whoever asks is served in order: a large request that waits holds up small ones behind it, so
// that it is not starved. Made of a mutex and channels, as Go's.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string_view>

#include "weft/primitives/chan.h"
#include "weft/primitives/context.h"
#include "weft/primitives/errors.h"
#include "weft/primitives/mutex.h"

namespace weft {

class Semaphore {
 public:
  explicit Semaphore(std::int64_t size, std::string_view name = {}, Location at = Location::here());

  /// Takes `n`. Waits until so much is free or `ctx` is done; then the error is what ctx.err()
  /// says and nothing was taken, also if `ctx` was done from the start. More than there is at all
  /// waits for `ctx`.
  [[nodiscard]] Error acquire(const Context& ctx, std::int64_t n = 1,
                              Location at = Location::here());
  /// Takes `n` if so much is free and nobody waits. Never waits.
  [[nodiscard]] bool try_acquire(std::int64_t n = 1, Location at = Location::here());
  /// Gives `n` back. Throws Panic("semaphore: released more than held").
  void release(std::int64_t n = 1, Location at = Location::here());

 private:
  struct Waiter;

  [[nodiscard]] bool fits(std::int64_t n) const { return size_ - taken_ >= n; }
  Error give_up(const std::shared_ptr<Waiter>& waiter, Error why, Location at);
  void serve(Location at);

  std::int64_t size_;
  std::int64_t taken_ = 0;
  std::list<std::shared_ptr<Waiter>> queue_;
  Mutex mu_;  // guards all of it; the last, so that it is the first to go and waits for its users
};

}  // namespace weft
