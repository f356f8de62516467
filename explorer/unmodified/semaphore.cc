#include "weft/explorer/unmodified/semaphore.h"

#include <cerrno>

#include "weft/primitives/moments.h"

namespace weft::unmodified {
namespace {

using kernel::Alternative;
using kernel::Sync;
using kernel::Test;

/// Looks how many there are when its turn has come.
class Look final : public kernel::Operation {
 public:
  Look(const kernel::AlternativeId& way, const kernel::Name& object, kernel::Location at,
       kernel::ResourceId used)
      : Operation(std::span(&way, 1), "value of", object, at), resource_(used) {}
  void execute(kernel::Step& /*step*/) override { used_ = kernel::count(resource_); }
  [[nodiscard]] int used() const { return used_; }

 private:
  kernel::ResourceId resource_;
  int used_ = 0;
};

}  // namespace

Semaphore::Semaphore(int value) : AnObject(kKind, "semaphore"), initial_(value) {
  take_ = {kernel::declare(
               Alternative{}.when(used_, Test::below, value).write(used_, Sync::acquire, +1)),
           kernel::declare(Alternative{}.when(used_, Test::equal, value).read(used_))};
  give_ = kernel::declare(Alternative{}.commute(used_, Sync::release, -1));
  look_ = kernel::declare(Alternative{}.read(used_));
}

int Semaphore::wait(std::optional<Time> deadline, const Caller& caller) {
  if (!deadline) {
    kernel::perform(take_[0], "wait", name(), caller.site());
    return 0;
  }
  Alternative late = Alternative{}.when(used_, Test::equal, initial_).read(used_);
  const std::array ways = {take_[0], kernel::declare(moments().not_before(*deadline, late))};
  if (kernel::perform(ways, "wait", name(), caller.site()) == 0) return 0;
  moments().waited_until(*deadline);
  return ETIMEDOUT;
}

int Semaphore::try_wait(const Caller& caller) {
  return kernel::perform(take_, "try_wait", name(), caller.site()) == 0 ? 0 : EAGAIN;
}

void Semaphore::post(const Caller& caller) {
  kernel::perform(give_, "post", name(), caller.site());
}

int Semaphore::value(const Caller& caller) {
  Look look(look_, name(), caller.site(), used_);
  kernel::perform(look);
  return initial_ - look.used();
}

}  // namespace weft::unmodified
