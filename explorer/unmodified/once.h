// What is done once, whoever comes first: pthread_once, and with it std::call_once, and the guards
// of static variables in functions.
//
// Dependency: one resource, the state. Who begins and who ends writes it; who finds it done reads.
#pragma once

#include <array>

#include "weft/explorer/unmodified/objects.h"

namespace weft::unmodified {

class Once final : public AnObject {
 public:
  static constexpr Kind kKind = Kind::once;
  /// `done`: before the scenario began.
  explicit Once(bool done);

  /// Waits while somebody else is about it. Whether it is the caller's turn; then done() or
  /// given_up() is called.
  bool begins(const Caller& caller);
  void done(const Caller& caller);
  /// Whoever comes next tries again.
  void given_up(const Caller& caller);

 private:
  bool always_done_;
  kernel::ResourceId state_ = kernel::new_resources();  // 0: not begun, 1: begun, 2: done
  std::array<kernel::AlternativeId, 2> begin_;          // begins, finds it done
  kernel::AlternativeId finish_;
  kernel::AlternativeId give_up_;
};

}  // namespace weft::unmodified
