// Goroutines end, and destructors wait for that: the part of World that joins.
//
// Go has a garbage collector, C++ has scopes: a goroutine may hold references to what its parent
// keeps on the stack. Waiting for it is an operation like any other, so that every order in which
// goroutines may end is explored.
#include <algorithm>
#include <utility>

#include "weft/explorer/kernel/end_of.h"
#include "weft/explorer/kernel/world.h"

namespace weft::kernel {

Birth World::birth() const {
  if (running_ == kNobody) return {};
  return {.maker = running_, .children = execution_.goroutines_[index(running_)].children};
}

/// The running goroutine has finished. One that never did anything had when it was started.
void World::note_end() {
  if (trial_.of == running_) end_trial(Matter::ends_by_itself);
  const ResourceId end = execution_.goroutines_[index(running_)].end;
  if (end == kNoResource || !goroutine(running_).acted || again_) return;
  ++resources_[index(end)].count;
  execution_.touches_.push_back({.resource = end, .mode = Mode::write, .delta = +1});
  execution_.last_event().last_touch = static_cast<std::uint32_t>(execution_.touches_.size());
}

/// Whether the running goroutine's past contains all that `g` ever did.
bool World::knows_end_of(GoroutineId g) {
  const auto& other = goroutine(g);
  const auto& me = goroutine(running_);
  return execution_.goroutines_[index(g)].finished &&
         (!other.acted || memory_.knows_last_act(running_, g) ||
          std::ranges::find(me.joined, g) != me.joined.end());
}

/// As many whose ends are to be waited for as fit; who has ended may have left children behind.
void World::unended(GoroutineId parent, std::uint32_t since, Alternative& ends) {
  for (const GoroutineId g : execution_.started_) {
    const GoroutineRecord& record = execution_.goroutines_[index(g)];
    if (record.parent != parent || record.nth < since || record.harmless || g == running_) continue;
    if (knows_end_of(g)) {
      unended(g, 0, ends);
    } else if (ends.condition_count < Alternative::kConditions) {
      awaited_.push_back(g);
      // If this is the first time that anybody waits, the search starts over and takes care of it.
      if (record.end == kNoResource) {
        ends.when(kUntouched, Test::positive);
      } else {
        ends.when(record.end, Test::positive).read(record.end);
      }
    }
  }
}

[[gnu::noinline]] void World::outlive_users(const Birth& birth, const Name& object) {
  const bool may_be_used = birth.children != execution_.goroutines_[index(running_)].children;
  if (birth.unattended) return may_be_used ? graves_.add(birth, object) : void();
  if (ends_visibly(object)) return end_life(object, birth);
  if (!may_be_used) return;
  for (;;) {
    Alternative ends;
    awaited_.clear();
    unended(running_, birth.children, ends);
    if (awaited_.empty()) return;
    if (!std::exchange(somebody_joins_, true)) learned_something_ = true;
    auto& joined = goroutine(running_).joined;
    const std::size_t before = joined.size();
    for (const GoroutineId g : awaited_) joined.push_back(g);
    const AlternativeId ways[] = {declare(ends),
                                  declare(Alternative{}.when(kUntouched, Test::positive))};
    EndOf end(ways, object);
    perform(end, 0);
    if (abandoned_) return;
    const bool in_vain = end.taken() != 0;
    note_wait(birth, object, before, in_vain);
    if (in_vain) return joined.cut(before);
  }
}

/// Whose waiting for ends is over although they have not come: nothing else can happen.
[[gnu::noinline]] Transition World::last_resort() const {
  Transition first;
  for (const GoroutineId g : execution_.started_) {
    const Operation* const op = goroutine(g).waits_at;
    if (op == nullptr || !op->gives_up_) continue;
    if (!first.none() && !execution_.elder(g, first.goroutine)) continue;
    first = {.goroutine = g, .way = static_cast<std::uint16_t>(ways_of(g).size() - 1)};
  }
  return first;
}

}  // namespace weft::kernel
