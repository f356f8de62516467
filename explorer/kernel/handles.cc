// Handles: values that are copied and given away, each a variable with a scope of its own. A part
// of World.
//
// As with objects (lifetimes.cc), at first the end of a handle waits for the ends of whoever may
// refer to it. Where that was too long it waits for nobody, unless others were seen to use it: most
// handles are only copied. Nothing is missed by that: who is not waited for may come in any order,
// also in those in which he would have been waited for. Only an execution in which somebody comes
// to use what is gone does not count; then the search starts over, and ends are events there.
#include <span>

#include "weft/explorer/kernel/lifetimes.h"
#include "weft/explorer/kernel/use.h"
#include "weft/explorer/kernel/world.h"

namespace weft::kernel {

Birth World::birth_of_handle(const Name& handle, const Name& of) {
  if (abandoned_ | in_effect_ || running_ == kNobody) return {};
  Birth birth = this->birth();
  graves_.close(birth, handle);
  if (!minds_making()) return birth;
  if (observer_ != nullptr) observer_->made_handle(handle, of);
  if (!facts_.ask(fact(Matter::end_is_an_event, handle.declared))) {
    lifetimes_.displace(handle, running_, birth.children);
  } else if (facts_.ask(fact(Matter::comes_late, handle.declared))) {
    birth.lent = true;
    begin_life(handle, birth.children);
  } else {
    birth.unattended = true;
    lifetimes_.displace(handle, running_, birth.children);
  }
  return birth;
}

/// Whether the running goroutine may refer to one that is gone. Then that has to be minded.
bool World::is_gone(const Name& handle) {
  const Grave* const grave = graves_.find(handle, [this](const Grave& g) {
    return g.owner != running_ && may_mean(g.owner, g.since, g.until);
  });
  if (grave == nullptr) return false;
  learn(fact(Matter::comes_late, grave->declared));
  return true;
}

bool World::uses(const Name& handle, Birth& birth, bool throws_unwind) {
  if (in_effect_ || running_ == kNobody) return true;
  Goroutine& me = goroutine(running_);
  if (!abandoned_) me.last_used = &handle;
  const bool gone = !abandoned_ && !graves_.empty() && is_gone(handle);
  if (abandoned_ | gone) {
    execution_.assumed_away_ = execution_.assumed_away_ || gone;
    const AlternativeId never = declare(Alternative{}.when(kUntouched, Test::positive));
    Use use(never, "borrows", throws_unwind);
    abandoned_ ? perform_unwinding(me, use) : perform_now(use, 0);
    return false;
  }
  if (minds_lives_) {
    const Name* const only = &handle;
    use(std::span(&only, 1), throws_unwind, nullptr);
    if (abandoned_) return false;
  }
  if (birth.maker != running_ && birth.maker != kNobody) birth.lent = true;
  return true;
}

}  // namespace weft::kernel
