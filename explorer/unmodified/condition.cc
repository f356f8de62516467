#include "weft/explorer/unmodified/condition.h"

#include <cerrno>

#include "weft/explorer/kernel/finding.h"

namespace weft::unmodified {
namespace {

/// A waiter comes: it belongs to the next broadcast.
class Join final : public kernel::Operation {
 public:
  Join(const kernel::AlternativeId& way, const kernel::Name& object, kernel::Location at,
       const WaitQueue& queue)
      : Operation(std::span(&way, 1), "wait", object, at), queue_(queue) {}
  void execute(kernel::Step& /*step*/) override { arrival_ = queue_.arrival(); }
  [[nodiscard]] std::int32_t arrival() const { return arrival_; }

 private:
  const WaitQueue& queue_;
  std::int32_t arrival_ = 0;
};

}  // namespace

Condition::Condition() : AnObject(kKind, "cond") {
  kernel::Alternative join;
  join_ = kernel::declare(sleepers_.joined(join));
}

int Condition::wait(Mutex& mutex, std::optional<Time> deadline, const Caller& caller) {
  if (!mutex.held_by_caller()) {
    kernel::report(kind::kPanic, "wait on a condition with a mutex that its thread does not hold");
    return EPERM;
  }
  Join join(join_, name(), caller.site(), sleepers_);
  kernel::perform(join);
  const int depth = mutex.give_back(caller);
  const WaitQueue::End end = sleepers_.sleep(join.arrival(), deadline, name(), caller);
  mutex.take_again(depth, caller);
  return end == WaitQueue::End::too_late ? ETIMEDOUT : 0;
}

}  // namespace weft::unmodified
