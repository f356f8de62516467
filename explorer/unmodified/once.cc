#include "weft/explorer/unmodified/once.h"

#include <pthread.h>

#include "weft/explorer/unmodified/instrumented.h"
#include "weft/explorer/unmodified/interpose.h"

namespace weft::unmodified {

using kernel::Alternative;
using kernel::Sync;
using kernel::Test;

Once::Once(bool done) : AnObject(kKind, "once"), always_done_(done) {
  begin_ = {
      kernel::declare(Alternative{}.when(state_, Test::zero).write(state_, Sync::acquire, +1)),
      kernel::declare(Alternative{}.when(state_, Test::equal, 2).read(state_, Sync::acquire))};
  finish_ = kernel::declare(Alternative{}.write(state_, Sync::release, +1));
  give_up_ = kernel::declare(Alternative{}.write(state_, Sync::release, -1));
}

bool Once::begins(const Caller& caller) {
  return !always_done_ && kernel::perform(begin_, "do", name(), caller.site()) == 0;
}

void Once::done(const Caller& caller) {
  kernel::perform(finish_, "done", name(), caller.site());
}

void Once::given_up(const Caller& caller) {
  kernel::perform(give_up_, "give up", name(), caller.site());
}

WEFT_INTERPOSE(int, pthread_once, (pthread_once_t * control, void (*function)())) {
  // What a library has done once stays done.
  if (!inside() || !instrumented(__builtin_return_address(0))) {
    return real_pthread_once(control, function);
  }
  constexpr pthread_once_t kDone = 2;
  const Caller caller = WEFT_CALLER;
  Once* once = nullptr;
  {
    const kernel::OwnCode own;
    once = &objects().at<Once>(control, *control == kDone);
    if (!once->begins(caller)) return 0;
  }
  try {
    function();
  } catch (...) {
    const kernel::OwnCode own;
    once->given_up(caller);
    throw;
  }
  const kernel::OwnCode own;
  once->done(caller);
  return 0;
}

}  // namespace weft::unmodified
