// pthread_mutex_t, and with it std::mutex, std::recursive_mutex and std::timed_mutex; and
// pthread_spinlock_t.
//
// Dependency: as of weft::Mutex; one resource, which counts 1 while it is held. Taking it once more
// where it may be taken more than once, and giving that back, is nobody else's business.
#pragma once

#include <array>
#include <optional>

#include "weft/explorer/unmodified/objects.h"
#include "weft/primitives/clock.h"

namespace weft::unmodified {

class Mutex final : public AnObject {
 public:
  static constexpr Kind kKind = Kind::mutex;
  /// PTHREAD_MUTEX_NORMAL, …_RECURSIVE or …_ERRORCHECK.
  Mutex(const char* called, int type);

  // Each returns what the function of the C library does: 0 or an error number.
  int lock(const Caller& caller);
  int try_lock(const Caller& caller);
  int lock_until(Time deadline, const Caller& caller);
  int unlock(const Caller& caller);

  [[nodiscard]] bool held_by_caller() const { return owner_ == kernel::self(); }
  /// For a wait on a condition: gives it back whatever its depth, which is returned.
  int give_back(const Caller& caller);
  void take_again(int depth, const Caller& caller);

 private:
  /// Whether the caller has it already; then what that leads to.
  [[nodiscard]] std::optional<int> taken_again();
  void taken();

  int type_;
  kernel::GoroutineId owner_ = kernel::kNobody;
  int depth_ = 0;
  kernel::ResourceId lock_ = kernel::new_resources();
  std::array<kernel::AlternativeId, 2> take_;  // taken, found held
  kernel::AlternativeId return_;
};

}  // namespace weft::unmodified
