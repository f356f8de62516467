// A futex: a word of memory that threads sleep at while it has a value. What std::atomic::wait,
// std::counting_semaphore, std::latch, std::barrier and std::future are made of in libstdc++.
#pragma once

#include <optional>

#include "weft/explorer/unmodified/wait_queue.h"

namespace weft::unmodified {

class Futex final : public AnObject {
 public:
  static constexpr Kind kKind = Kind::futex;
  Futex();

  /// Sleeps if `word` is `expected`. `frame` is that of the function taken over. Returns 0, EAGAIN
  /// if it is not, or ETIMEDOUT.
  ///
  /// Linux looks and joins as one step. Here one joins, looks, and leaves again: a wake-up waits
  /// for who has joined to sleep or to leave, so that nobody can tell the difference.
  int wait(const int* word, int expected, std::optional<Time> deadline, const void* frame);
  /// Returns how many it has woken, of `most`.
  int wake(int most, const Caller& caller);

 private:
  WaitQueue sleepers_;
  kernel::AlternativeId join_;
};

}  // namespace weft::unmodified
