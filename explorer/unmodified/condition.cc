#include "weft/explorer/unmodified/condition.h"

#include <cerrno>

#include "weft/explorer/kernel/finding.h"

namespace weft::unmodified {
Condition::Condition() : AnObject(kKind, "cond") {
  kernel::Alternative join;
  join_ = kernel::declare(sleepers_.joined(join));
}

int Condition::wait(Mutex& mutex, std::optional<Time> deadline, const Caller& caller) {
  if (!mutex.held_by_caller()) {
    kernel::report(kind::kPanic, "wait on a condition with a mutex that its thread does not hold");
    return EPERM;
  }
  const std::int32_t arrival = sleepers_.join(join_, name(), caller);
  const int depth = mutex.give_back(caller);
  const WaitQueue::End end = sleepers_.sleep(arrival, deadline, name(), caller);
  mutex.take_again(depth, caller);
  return end == WaitQueue::End::too_late ? ETIMEDOUT : 0;
}

}  // namespace weft::unmodified
