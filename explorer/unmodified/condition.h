// pthread_cond_t, and with it std::condition_variable and std::condition_variable_any.
#pragma once

#include <optional>

#include "weft/explorer/unmodified/mutex.h"
#include "weft/explorer/unmodified/wait_queue.h"

namespace weft::unmodified {

class Condition final : public AnObject {
 public:
  static constexpr Kind kKind = Kind::condition;
  Condition();

  /// Gives the mutex back and sleeps, as one step; then takes it again. Returns 0, ETIMEDOUT, or
  /// EPERM if the caller does not hold the mutex.
  int wait(Mutex& mutex, std::optional<Time> deadline, const Caller& caller);
  void signal(const Caller& caller) { sleepers_.wake_one("signal", name(), caller); }
  void broadcast(const Caller& caller) { sleepers_.wake_all("broadcast", name(), caller); }

 private:
  WaitQueue sleepers_;
  kernel::AlternativeId join_;
};

}  // namespace weft::unmodified
