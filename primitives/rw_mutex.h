// sync.RWMutex: any number of readers, or one writer. A writer that waits keeps new readers out.
//
// Dependency: three resources. `announced` counts the writers that have asked for the lock: asking
// and leaving commute, a reader that comes in reads it. `readers` counts those inside: they come
// and go without order among themselves, and a writer that gets the lock reads it. `held` is the
// lock among writers, who write it. Only where somebody gives back a read lock that another
// goroutine took can the order of readers be seen; then they write (see RWMutex::leaves).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "weft/primitives/object.h"

namespace weft {

/// SharedLockable: std::shared_lock, std::unique_lock and std::scoped_lock work.
class RWMutex : public Object {
 public:
  explicit RWMutex(std::string_view name = {}, Location at = Location::here());
  ~RWMutex() { outlive_users(); }

  /// Asks for the lock, from when on no new reader comes in, and waits until no reader and no
  /// other writer is left.
  void lock(Location at = Location::here());
  /// Takes it for writing if nobody has it or waits to write.
  [[nodiscard]] bool try_lock(Location at = Location::here());
  /// Gives it back, whoever took it. Throws Panic if it is not locked for writing (Go's fatal
  /// error "sync: Unlock of unlocked RWMutex").
  void unlock(Location at = Location::here());

  /// Takes it for reading. Waits while a writer has it or waits for it; so a goroutine that reads
  /// already and asks once more may wait for ever, as Go's documentation warns.
  void rlock(Location at = Location::here());
  /// Takes it for reading if no writer has it or waits for it.
  [[nodiscard]] bool try_rlock(Location at = Location::here());
  /// Gives back one reader's hold, whoever took it. Throws Panic if nobody reads (Go's fatal error
  /// "sync: RUnlock of unlocked RWMutex").
  void runlock(Location at = Location::here());

  /// RWMutex.RLocker: the reader's side as a lock of its own, for a Cond.
  class RLocker {
   public:
    explicit RLocker(RWMutex& rw) : rw_(&rw) {}
    void lock(Location at = Location::here()) { rw_->rlock(at); }
    void unlock(Location at = Location::here()) { rw_->runlock(at); }

   private:
    RWMutex* rw_;
  };
  [[nodiscard]] RLocker rlocker() { return RLocker(*this); }

  // The same under the names of std::shared_mutex.
  void lock_shared(Location at = Location::here()) { rlock(at); }
  [[nodiscard]] bool try_lock_shared(Location at = Location::here()) { return try_rlock(at); }
  void unlock_shared(Location at = Location::here()) { runlock(at); }

 private:
  /// How often a goroutine is inside as a reader.
  struct Reader {
    kernel::GoroutineId goroutine;
    std::uint32_t times;
  };

  void declare_writing();
  void declare_reading();
  void comes_in();
  void leaves();

  kernel::ResourceId announced_ = kernel::new_resources();
  kernel::ResourceId held_ = kernel::new_resources();
  kernel::ResourceId readers_ = kernel::new_resources();
  kernel::AlternativeId announce_;
  kernel::AlternativeId take_;
  std::array<kernel::AlternativeId, 3> try_take_;  // taken, a writer is there, readers are
  std::array<kernel::AlternativeId, 2> return_;    // given back, was not held
  std::array<kernel::AlternativeId, 2> enter_;     // came in, a writer is there
  std::array<kernel::AlternativeId, 2> leave_;     // left, nobody was in
  std::vector<Reader> inside_;
};

}  // namespace weft
