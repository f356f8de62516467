// Scopes end while goroutines may still use what was in them: the part of World that lets a
// destructor wait for the last use of its object.
//
// That a use was the last is not known when it happens. So at first a destructor waits for the end
// of whoever may hold a reference (ends.cc). Where that was too long, since one of them did
// something else after its last use, and whoever waited goes on to something that others can see,
// the search starts over. From then on the ends of the objects made in that line are events: none
// while somebody uses the object, but without knowing whether somebody will. An execution in which
// somebody comes to use it afterwards does not count, for the destructor would have waited; unless
// nothing else could have happened, so that he came because the scope had ended.
//
// Under an idle clock time would not pass while a scope can end, so there it waits for the end.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "weft/explorer/kernel/end_of.h"
#include "weft/explorer/kernel/finding.h"
#include "weft/explorer/kernel/lifetimes.h"
#include "weft/explorer/kernel/past.h"
#include "weft/explorer/kernel/use.h"
#include "weft/explorer/kernel/world.h"

namespace weft::kernel {
namespace {

/// `by` may be null: of accesses to plain data and of handles it is not known where they are.
std::string too_late(const Lifetime& life, const Operation* by) {
  std::ostringstream told;
  told << life.called << " is used after the end of its scope";
  const bool has_place = by != nullptr && by->at().line != 0;
  if (has_place) told << ", by " << by->verb() << " at " << Name{"", "", by->at()};
  return told.str();
}

}  // namespace

bool World::minds_making() const {
  return observer_ != nullptr || minds_lives_ || facts_.may_be_asked();
}

Birth World::birth_of(const Name& object) {
  const Birth birth = this->birth();
  if (!abandoned_ && facts_.ask(fact(Matter::end_is_an_event, object.declared))) {
    begin_life(object, birth.children);
  } else {
    lifetimes_.displace(object, running_, birth.children);
  }
  if (observer_ != nullptr) observer_->made(object);
  return birth;
}

void World::begin_life(const Name& object, std::uint32_t children) {
  const ResourceId both = new_resources(2);
  const ResourceId users{static_cast<std::uint32_t>(index(both) + 1)};
  resources_[index(both)].is_scope = resources_[index(users)].is_scope = true;
  lifetimes_.add(
      {.object = &object, .owner = running_, .ended = both, .users = users, .children = children});
  minds_lives_ = true;
}

/// The running goroutine has waited for the ends of others, from `before` on among those it has
/// joined.
void World::note_wait(const Birth& birth, const Name& object, std::size_t before, bool in_vain) {
  Goroutine& me = goroutine(running_);
  bool too_long = in_vain;
  for (std::size_t n = before; n < me.joined.size() && !too_long; ++n) {
    too_long = goroutine(me.joined[n]).last_used != &object;
  }
  if (!too_long) return;
  minds_lives_ = true;
  if (!learned_something_ && !behaviour_.idle_clock) {
    me.waited_at.push_back(fact(Matter::end_is_an_event, object.declared));
    if (birth.lent) me.waited_at.push_back(fact(Matter::comes_late, object.declared));
  }
  if (in_vain) {
    lifetimes_.add(
        {.object = &object, .owner = running_, .ended = kUntouched, .users = kUntouched});
    over(*lifetimes_.find(object), true);
  }
}

/// Nothing is left of it but what it was called.
void World::over(Lifetime& life, bool in_vain) {
  std::ostringstream called;
  called << *life.object;
  life.called = called.str();
  life.over = true;
  life.in_vain = in_vain;
  if (in_vain) learn_of_waits();
}

/// It is over, or as good as over. Somebody who waits for an end, but need not, might have helped,
/// or have gone on to something that was not seen.
void World::learn_of_waits() {
  if (behaviour_.idle_clock) return;
  for (const GoroutineId g : execution_.started()) {
    const Operation* const at = goroutine(g).waits_at;
    if (at == nullptr || !at->gives_up_ || ends_visibly(at->object())) continue;
    learn(fact(Matter::end_is_an_event, at->object().declared));
  }
}

/// The running goroutine does something that others can see.
void World::goes_on() {
  Row<Location>& facts = goroutine(running_).waited_at;
  for (const Location& fact : facts) learn(fact);
  facts.clear();
}

/// What comes next is `operation`.
void World::mind_lives(const Operation& operation) {
  if (!operation.gives_up_) goes_on();
  std::vector<const Name*>& objects = goroutine(running_).comes_to_use;
  objects.clear();
  operation.add_objects(objects);
  use(objects, operation.throws_unwind_, &operation);
}

void World::accesses(const Name& object) {
  goroutine(running_).last_used = &object;
  if (!minds_lives_) return;
  goes_on();
  const Name* const only = &object;
  use(std::span(&only, 1), /*throws_unwind=*/true, nullptr);
}

/// Of the objects that have been in one place, the last that the running goroutine may refer to:
/// whom its owner had started before it was made has come by another one.
const Lifetime* World::meant_by(const Name& object) {
  return lifetimes_.find(object, [this](const Lifetime& life) {
    return may_mean(life.owner, life.children, kAnyChild);
  });
}

/// Whether whoever of the owner's children brought the running goroutine about was started in time.
bool World::may_mean(GoroutineId owner, std::uint32_t since, std::uint32_t until) const {
  for (GoroutineId g = running_; g != kNobody; g = execution_.goroutines_[index(g)].parent) {
    const GoroutineRecord& record = execution_.goroutines_[index(g)];
    if (record.parent == owner) return record.nth >= since && record.nth < until;
  }
  return true;
}

/// Uses these and no others from now on.
void World::use(std::span<const Name* const> all, bool throws_unwind, const Operation* by) {
  stop_using(all, throws_unwind);
  for (const Name* const object : all) {
    if (abandoned_) return;
    const Lifetime* const life = meant_by(*object);
    if (life == nullptr || life->owner == running_ || life->users == kNoResource) continue;
    if (life->over && life->in_vain) {
      crash(kind::kUseAfterFree, too_late(*life, by).c_str());
    }
    begin_use(*life, throws_unwind);
  }
}

void World::begin_use(const Lifetime& life, bool throws_unwind) {
  auto& uses = goroutine(running_).uses;
  if (std::ranges::find(uses, life.users) != uses.end()) return;
  goes_on();
  uses.push_back(life.users);
  const AlternativeId way = declare(Alternative{}
                                        .when(life.ended, Test::zero)
                                        .read(life.ended)
                                        .commute(life.users, Sync::none, +1));
  Use begins(way, "borrows", throws_unwind);
  perform_now(begins, 0);
}

void World::stop_using(std::span<const Name* const> but, bool throws_unwind) {
  const auto is_used_on = [&](ResourceId users) {
    return std::ranges::any_of(but, [&](const Name* object) {
      const Lifetime* const life = meant_by(*object);
      return life != nullptr && life->users == users;
    });
  };
  for (;;) {
    auto& uses = goroutine(running_).uses;
    const auto over = std::ranges::find_if_not(uses, is_used_on);
    if (over == uses.end() || abandoned_) return;
    const AlternativeId way = declare(Alternative{}.commute(*over, Sync::none, -1));
    uses.erase(over);
    Use ends(way, "returns", throws_unwind);
    perform_now(ends, 0);
  }
}

bool World::ends_visibly(const Name& object) {
  const Lifetime* const life = lifetimes_.find(object);
  return life != nullptr && !life->over && life->users != kNoResource;
}

void World::end_life(const Name& object, const Birth& birth) {
  Alternative ends;
  awaited_.clear();
  unended(running_, birth.children, ends);
  if (awaited_.empty()) return lifetimes_.remove(object);
  const Lifetime& life = *lifetimes_.find(object);
  const AlternativeId ways[] = {declare(Alternative{}
                                            .when(life.users, Test::zero)
                                            .read(life.users)
                                            .write(life.ended, Sync::none, +1)),
                                declare(Alternative{}.when(kUntouched, Test::positive))};
  EndOf end(ways, object);
  perform(end, 0);
  if (!abandoned_) over(*lifetimes_.find(object), !users_can_move());
}

/// Whether anything could have happened before this scope has ended, or another one ended first.
bool World::users_can_move() const {
  bool later = false;
  for (const GoroutineId g : execution_.started()) {
    later = later || g == running_;
    const Operation* const at = goroutine(g).waits_at;
    if (g == running_ || at == nullptr) continue;
    if (&at->object() == &kLife) return true;
    if ((!at->gives_up_ || later) && !first_of(g).none()) return true;
  }
  return false;
}

/// Whether on its way round that loop uses an object that is gone, since whoever had it could not
/// wait for ever.
bool World::uses_what_is_gone(const OperationRecord& stop) const {
  return lifetimes_.any(
      [&](const Lifetime& life) { return life.in_vain && touched(execution_, stop, life.users); });
}

/// One whose object nobody uses now. Others go first: for all that is known they need it. Between
/// two uses in a loop by somebody who could go on it would come too early.
Transition World::first_end(bool unless_used_lately) const {
  const auto started = execution_.started();
  const auto used_lately = [&](const Name& object) {
    const Lifetime* const life = lifetimes_.find(object);
    return life != nullptr && std::ranges::any_of(started, [&](GoroutineId user) {
             const Operation* const at = goroutine(user).waits_at;
             if (at == nullptr || at->gives_up_ || first_of(user).none()) return false;
             const OperationId waits_at = execution_.goroutines_[index(user)].waits_at;
             return touched(execution_, execution_.operation(waits_at), life->users);
           });
  };
  for (std::size_t n = started.size(); n-- > 0;) {  // who was started last may be a helper
    const Operation* const at = goroutine(started[n]).waits_at;
    if (at == nullptr || !at->gives_up_) continue;
    const Transition first = first_of(started[n]);
    if (first.none() || (unless_used_lately && used_lately(at->object()))) continue;
    return first;
  }
  return {};
}

/// Whether somebody stands where he would have used what is gone: the destructor would have waited.
bool World::ended_too_early() const {
  return std::ranges::any_of(execution_.started(), [this](GoroutineId g) {
    const Operation* const at = goroutine(g).waits_at;
    return at != nullptr && &at->object() == &kLife && first_of(g).none();
  });
}

}  // namespace weft::kernel
