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

bool is_out(const Planned& step) {
  return step.sketch == 0;
}

std::uint16_t count_of_touches(const Planned& step) {
  constexpr std::size_t kMost = 0xFFFF;
  WEFT_CHECK(step.touches.size() <= kMost, "no operation touches so much");
  return static_cast<std::uint16_t>(step.touches.size());
}

/// Mostly it is the first step. Another stays where it is, and has nothing to do with any.
void take_out(std::span<Planned>& v, std::size_t place) {
  if (place == v.size()) return;
  v[place].sketch = 0;
  while (!v.empty() && is_out(v.front())) v = v.subspan(1);
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

/// What is left of the steps, one behind the other, and `then` behind them.
WakeupTrees::Tree WakeupTrees::make(std::span<const Planned> steps, Tree then) {
  while (!steps.empty()) {
    const std::size_t some = std::min(steps.size(), kLongestRun);
    then = make_run(steps.last(some), then);
    steps = steps.first(steps.size() - some);
  }
  return then;
}

WakeupTrees::Tree WakeupTrees::make_run(std::span<const Planned> steps, Tree then) {
  std::size_t length = 0;
  std::size_t touches = 0;
  for (const Planned& step : steps) {
    if (is_out(step)) continue;
    ++length;
    touches += step.touches.size();
  }
  if (length == 0) return then;
  const Tree first = branches_.take(length);
  std::uint32_t touch = touches == 0 ? 0 : touches_.take(touches);
  Tree made = first;
  for (const Planned& step : steps) {
    if (is_out(step)) continue;
    Branch& branch = branches_[made];
    branch.transition = step.transition;
    branch.sketch = step.sketch;
    branch.next = kEmpty;
    branch.then = ++made;
    branch.first_touch = touch;
    branch.touch_count = count_of_touches(step);
    branch.run = 0;
    branch.arrivals_unknown = step.arrivals_unknown ? 1 : 0;
    for (const kernel::Touch& each : step.touches) touches_[touch++] = each;
  }
  Branch& last = branches_[made - 1];
  last.then = then;
  last.run = length & kLongestRun;
  return first;
}

/// The last step of a run is always the last that is taken out.
void WakeupTrees::give_back(Tree last) {
  const std::size_t length = branches_[last].run;
  const auto first = static_cast<Tree>(last + 1 - length);
  const std::uint32_t touch = branches_[first].first_touch;
  const std::size_t touches = branches_[last].first_touch + branches_[last].touch_count - touch;
  if (touches != 0) touches_.give_back(touch, touches);
  branches_.give_back(first, length);
}

void WakeupTrees::insert(Tree& tree, Sequence& v, const kernel::Execution& execution) {
  std::span<Planned> rest = v;
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
    last = kEmpty;
    branch = branches_[branch].then;
  }
  const Tree made = make(rest, kEmpty);
  (last == kEmpty ? tree : branches_[last].next) = made;
}

kernel::Transition WakeupTrees::take_first(Tree& tree, Tree& then) {
  const Tree first = tree;
  const Branch& branch = branches_[first];
  tree = branch.next;
  then = branch.then;
  if (then != kEmpty) fetch(then);
  const kernel::Transition taken = branch.transition;
  if (branch.run != 0) give_back(first);
  return taken;
}

WakeupTrees::Tree WakeupTrees::join(const Step& step, Tree others, Tree then) {
  const Planned only = step.view();
  const Tree made = make({&only, 1}, then);
  branches_[made].next = others;
  return made;
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
}

void WakeupTrees::share(WakeupTrees& other) {
  branches_.share(other.branches_);
  touches_.share(other.touches_);
}

}  // namespace weft::search
