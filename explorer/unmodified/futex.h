// syscall(SYS_futex, …), and with it the waiting of std::atomic, std::latch, std::barrier,
// std::counting_semaphore and std::future.
//
// Dependency: who comes to wait looks at the word, as a load of an atomic variable does, and sleeps
// as a condition's waiters do if it is as expected; if not, all it did was to look.
#pragma once

#include <cstdint>
#include <optional>

#include "weft/explorer/unmodified/wait_queue.h"

namespace weft::unmodified {

class Futex final : public AnObject {
 public:
  static constexpr Kind kKind = Kind::futex;
  Futex() : AnObject(kKind, "futex") {}

  /// Returns 0, EAGAIN if the word is not as expected, or ETIMEDOUT.
  int wait(const std::uint32_t* word, std::uint32_t expected, std::optional<Time> deadline,
           const Caller& caller);
  /// How many were woken.
  int wake(int at_most, const Caller& caller);

 private:
  WaitQueue sleepers_;
};

}  // namespace weft::unmodified
