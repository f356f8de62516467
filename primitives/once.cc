#include "weft/primitives/once.h"

namespace weft::once {

using kernel::Alternative;
using kernel::Sync;
using kernel::Test;

Core::Core()
    : do_{kernel::declare(
              Alternative{}.when(begun_, Test::zero).write(begun_, Sync::none, +1).holds(begun_)),
          kernel::declare(
              Alternative{}.when(finished_, Test::positive).read(finished_, Sync::acquire))},
      finish_(kernel::declare(Alternative{}.write(finished_, Sync::release, +1).frees(begun_))) {}

void Core::run(const std::function<void()>& f, const kernel::Name& name, Location at) const {
  if (kernel::perform(do_, "do", name, at) != 0) return;
  // Like Go's deferred store: an f that throws has been done, too.
  struct Finish {
    const Core& core;
    const kernel::Name& name;
    Location at;
    ~Finish() { kernel::perform_release(std::span(&core.finish_, 1), "done", name, at); }
  } const finish{*this, name, at};
  f();
}

}  // namespace weft::once
