// pthread_rwlock_t, and with it std::shared_mutex and std::shared_timed_mutex.
//
// As glibc's: a writer that waits keeps no new readers out, unless the lock was initialised to
// prefer writers.
//
// Dependency: `held` is the lock among writers, who write it; a reader that comes in reads it.
// `readers` counts those inside, who come and go without order among themselves; a writer that gets
// the lock reads it. `announced`, for locks that prefer writers, is as in weft::RWMutex.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "weft/explorer/unmodified/objects.h"
#include "weft/primitives/clock.h"

namespace weft::unmodified {

class RwLock final : public AnObject {
 public:
  static constexpr Kind kKind = Kind::rwlock;
  explicit RwLock(bool prefers_writers);

  // Each returns what the function of the C library does: 0 or an error number.
  int lock(std::optional<Time> deadline, const Caller& caller);
  int try_lock(const Caller& caller);
  int lock_shared(std::optional<Time> deadline, const Caller& caller);
  int try_lock_shared(const Caller& caller);
  int unlock(const Caller& caller);

 private:
  using Ways = std::array<kernel::AlternativeId, 3>;

  void declare_writing();
  void declare_reading();
  int take(const Ways& ways, std::size_t count, std::optional<Time> deadline, const char* verb,
           const Caller& caller);
  [[nodiscard]] int& times_inside();

  bool prefers_writers_;
  kernel::GoroutineId writer_ = kernel::kNobody;
  std::vector<int> inside_;  // as readers, by goroutine
  kernel::ResourceId announced_ = kernel::new_resources();
  kernel::ResourceId held_ = kernel::new_resources();
  kernel::ResourceId readers_ = kernel::new_resources();
  kernel::AlternativeId announce_;
  kernel::AlternativeId withdraw_;
  Ways write_;      // taken, a writer has it, readers have
  Ways try_write_;  // likewise, without having announced
  Ways read_;       // came in, a writer has it (or waits for it, where that matters)
  kernel::AlternativeId unlock_;
  kernel::AlternativeId leave_;
};

}  // namespace weft::unmodified
