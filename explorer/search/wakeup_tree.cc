#include "weft/explorer/search/wakeup_tree.h"

#include <algorithm>
#include <utility>

#include "weft/explorer/kernel/check.h"

namespace weft::search {
namespace {

bool reads_arrivals(const Planned& p, const kernel::Execution& execution) {
  return std::ranges::any_of(p.touches, [&](const kernel::Touch& touch) {
    return touch.mode == kernel::Mode::read && execution.counts_arrivals(touch.resource);
  });
}

/// Mostly it is the first step. Another stays where it is, and has nothing to do with any.
void take_out(std::span<Planned>& v, std::size_t place) {
  if (place == v.size()) return;
  v[place].sketch = 0;
  while (!v.empty() && v.front().sketch == 0) v = v.subspan(1);
}

}  // namespace

bool may_see_arrivals(const Planned& a, const Planned& b, const kernel::Execution& execution) {
  return (a.arrivals_unknown && reads_arrivals(b, execution)) ||
         (b.arrivals_unknown && reads_arrivals(a, execution));
}

bool weak_initial(const Planned& p, std::span<const Planned> v, const kernel::Execution& execution,
                  std::size_t& place) {
  for (place = 0; place < v.size(); ++place) {
    if ((v[place].sketch & p.sketch) == 0) continue;
    if (v[place].transition == p.transition) return true;
    if (dependent(p, v[place], execution)) return false;
  }
  return true;
}

WakeupTrees::Tree WakeupTrees::make(const Planned& planned) {
  if (free_.empty()) {
    branches_.emplace_back();
    free_.push_back(static_cast<Tree>(branches_.size() - 1));
  }
  const Tree made = free_.back();
  free_.pop_back();
  Branch& branch = branches_[made];
  branch.transition = planned.transition;
  branch.next = branch.then = kEmpty;
  keep(branch, planned.touches);
  branch.arrivals_unknown = planned.arrivals_unknown ? 1 : 0;
  branch.sketch = planned.sketch;
  return made;
}

/// A branch keeps its room when it is taken out, for whatever it is made into next.
void WakeupTrees::keep(Branch& branch, std::span<const kernel::Touch> touches) {
  constexpr std::size_t kUsual = 2;
  constexpr std::size_t kMostTouches = 0x7FFF;
  if (branch.touch_room < touches.size()) {
    const std::size_t room = std::max(kUsual, touches.size());
    WEFT_CHECK(room <= kMostTouches, "no operation touches so much");
    branch.touch_room = room & kMostTouches;
    branch.first_touch = static_cast<std::uint32_t>(touches_.size());
    touches_.resize(touches_.size() + room);
  }
  branch.touch_count = static_cast<std::uint16_t>(touches.size());
  kernel::Touch* const to = touches_.data() + branch.first_touch;
  if (touches.size() == 1) {  // as mostly; not worth a call
    *to = touches[0];
  } else {
    std::ranges::copy(touches, to);
  }
}

void WakeupTrees::insert(Tree& tree, Sequence& v, const kernel::Execution& execution) {
  std::span<Planned> rest = v;
  Tree parent = kEmpty;
  Tree last = kEmpty;
  for (Tree branch = tree; branch != kEmpty;) {
    std::size_t place = 0;
    if (!weak_initial(first(branch), rest, execution, place)) {
      last = branch;
      branch = branches_[branch].next;
      continue;
    }
    if (branches_[branch].then == kEmpty) return;
    take_out(rest, place);
    parent = branch;
    last = kEmpty;
    branch = branches_[branch].then;
  }
  for (const Planned& step : rest) {
    if (step.sketch == 0) continue;
    const Tree made = make(step);
    if (last != kEmpty) {
      branches_[last].next = made;
    } else if (parent != kEmpty) {
      branches_[parent].then = made;
    } else {
      tree = made;
    }
    parent = made;
    last = kEmpty;
  }
}

kernel::Transition WakeupTrees::take_first(Tree& tree, Tree& then) {
  const Tree first = tree;
  const Branch& branch = branches_[first];
  tree = branch.next;
  then = branch.then;
  free_.push_back(first);
  return branch.transition;
}

WakeupTrees::Tree WakeupTrees::join(const Step& step, Tree others, Tree then) {
  const Tree made = make(step.view());
  branches_[made].next = others;
  branches_[made].then = then;
  return made;
}

WakeupTrees::Tree WakeupTrees::move_here(WakeupTrees& from, Tree tree) {
  Tree moved = kEmpty;
  for (Tree last = kEmpty; tree != kEmpty;) {
    Tree then = kEmpty;
    const Tree made = make(from.first(tree));
    (void)from.take_first(tree, then);
    branches_[made].then = move_here(from, then);
    (last == kEmpty ? moved : branches_[last].next) = made;
    last = made;
  }
  return moved;
}

void WakeupTrees::drop_all(Tree& tree) {
  while (tree != kEmpty) {
    Tree then = kEmpty;
    (void)take_first(tree, then);
    drop(then);
  }
}

void WakeupTrees::clear() {
  branches_.clear();
  touches_.clear();
  free_.clear();
}

}  // namespace weft::search
