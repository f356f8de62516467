#include "weft/primitives/wait_group.h"

#include <utility>

#include "weft/primitives/panic.h"

namespace weft {

using kernel::Alternative;
using kernel::Sync;
using kernel::Test;

WaitGroup::WaitGroup(std::string_view name, Location at)
    : Object("wait group", name, at),
      up_(kernel::declare(Alternative{}.commute(count_, Sync::none, +1))),
      down_(kernel::declare(Alternative{}.commute(count_, Sync::release, -1))),
      wait_(kernel::declare(Alternative{}.when(count_, Test::zero).read(count_, Sync::acquire))) {}

void WaitGroup::add(int delta, Location at) {
  if (delta == 0) return;
  kernel::AlternativeId change = delta > 0 ? up_ : down_;
  if (delta != 1 && delta != -1) {
    const Sync sync = delta > 0 ? Sync::none : Sync::release;
    change = kernel::declare(Alternative{}.commute(count_, sync, delta));
  }
  kernel::perform_release(std::span(&change, 1), delta < 0 ? "done" : "add", name(), at);
  if (!kernel::unwinding() && kernel::count(count_) < 0) {
    panic("sync: negative WaitGroup counter");
  }
}

void WaitGroup::wait(Location at) {
  kernel::perform(wait_, "wait", name(), at);
}

void WaitGroup::go(std::function<void()> body, Location at) {
  add(1, at);
  kernel::spawn(
      [this, at, body = std::move(body)] {
        struct Done {
          WaitGroup& group;
          Location at;
          ~Done() { group.done(at); }
        } const done{*this, at};
        body();
      },
      {.name = {}, .at = at});
}

}  // namespace weft
