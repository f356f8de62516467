// sem_t of <semaphore.h>.
//
// Dependency: one resource, which counts how many were taken of what there was at first. To take
// one writes it; those who give back are not ordered among themselves; to find none, and to ask how
// many there are, reads it.
#pragma once

#include <optional>

#include "weft/explorer/unmodified/objects.h"
#include "weft/primitives/clock.h"

namespace weft::unmodified {

class Semaphore final : public AnObject {
 public:
  static constexpr Kind kKind = Kind::semaphore;
  explicit Semaphore(int value);

  // Each returns 0 or an error number.
  int wait(std::optional<Time> deadline, const Caller& caller);
  int try_wait(const Caller& caller);
  void post(const Caller& caller);
  int value(const Caller& caller);

 private:
  int initial_;
  kernel::ResourceId used_ = kernel::new_resources();
  std::array<kernel::AlternativeId, 2> take_;  // taken, there is none
  kernel::AlternativeId give_;
  kernel::AlternativeId look_;
};

}  // namespace weft::unmodified
