// Wakeup sequences and the ordered trees they are kept in (Abdulla, Aronis, Jonsson, Sagonas,
// JACM'17, section 4 and 6): what has to be explored from a prefix on, and nothing that something
// explored there already leads to.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "weft/explorer/kernel/execution.h"
#include "weft/explorer/kernel/footprint.h"
#include "weft/explorer/search/run_pool.h"

namespace weft::search {

/// What a step has to do with, in 64 bits: two that have none in common are independent.
using Sketch = std::uint64_t;
inline constexpr Sketch kUnsketched = ~Sketch{0};  ///< may have to do with anything

/// A transition and what it touches, as far as is known before it happens again. A view: it
/// borrows the touches.
struct Planned {
  kernel::Transition transition;
  std::span<const kernel::Touch> touches;
  /// It was never executed at this point, so the meeting points its goroutines will arrive at
  /// afterwards are not among the touches.
  bool arrivals_unknown = false;
  Sketch sketch = kUnsketched;  ///< 0: taken out of its sequence

  [[nodiscard]] bool none() const { return transition.none(); }
};

/// What `event` of the execution was.
[[nodiscard]] inline Planned executed(const kernel::Execution& execution, std::size_t event) {
  return {execution[event].transition, execution.footprint(execution[event]), false};
}

[[nodiscard]] inline Sketch sketch_of(kernel::ResourceId resource) {
  return Sketch{1} << (index(resource) + 32) % 64;
}

[[nodiscard]] inline Sketch sketch(const Planned& planned) {
  if (planned.arrivals_unknown) return kUnsketched;
  const auto bit = [](std::size_t n) { return Sketch{1} << n % 64; };
  Sketch all = bit(index(planned.transition.goroutine));
  if (planned.transition.peer != kernel::kNobody) all |= bit(index(planned.transition.peer));
  for (const kernel::Touch& touch : planned.touches) all |= sketch_of(touch.resource);
  return all;
}

/// The same, kept.
class Step {
 public:
  Step() = default;
  explicit Step(const Planned& planned) { *this = planned; }
  Step& operator=(const Planned& planned) {
    transition_ = planned.transition;
    touches_.assign(planned.touches.begin(), planned.touches.end());
    arrivals_unknown_ = planned.arrivals_unknown;
    sketch_ = search::sketch(planned);
    return *this;
  }
  [[nodiscard]] Planned view() const {
    return {transition_, {touches_.data(), touches_.size()}, arrivals_unknown_, sketch_};
  }
  [[nodiscard]] const kernel::Transition& transition() const { return transition_; }

 private:
  kernel::Transition transition_;
  bool arrivals_unknown_ = false;
  Sketch sketch_ = kUnsketched;
  boost::container::small_vector<kernel::Touch, 6> touches_;
};

using Sequence = std::vector<Planned>;

/// Whether one of them may bring a goroutine to where the other looks.
[[nodiscard]] bool may_see_arrivals(const Planned& a, const Planned& b,
                                    const kernel::Execution& execution);

/// Whether the order of two neighbours could be noticed.
[[nodiscard]] inline bool dependent(const Planned& a, const Planned& b,
                                    const kernel::Execution& execution) {
  if ((a.sketch & b.sketch) == 0) return false;
  if (share_goroutine(a.transition, b.transition)) return true;
  for (const kernel::Touch& mine : a.touches) {
    for (const kernel::Touch& other : b.touches) {
      if (mine.resource == other.resource && conflict(mine.mode, other.mode)) return true;
    }
  }
  return (a.arrivals_unknown || b.arrivals_unknown) && may_see_arrivals(a, b, execution);
}

/// JACM'17 Def. 4.1, weak initials: whether some execution that starts with `p` is one that `v`
/// leads to: p is in v with nothing dependent before it, or is independent of all of v.
/// `place` is set to its position in v, or v.size().
[[nodiscard]] bool weak_initial(const Planned& p, std::span<const Planned> v,
                                const kernel::Execution& execution, std::size_t& place);

/// A forest of wakeup trees in one pool. A tree is the list of its first branches; branches are
/// explored in the order in which they came.
class WakeupTrees {
 public:
  using Tree = std::uint32_t;
  static constexpr Tree kEmpty = 0xFFFFFFFF;

  /// JACM'17, insert(v, B): adds `v` to the tree unless a leaf of it leads to all that v leads to.
  /// Uses `v` up.
  void insert(Tree& tree, Sequence& v, const kernel::Execution& execution);
  /// Takes out the first branch of `tree`, which is not empty; what follows it becomes `then`.
  kernel::Transition take_first(Tree& tree, Tree& then);
  /// What take_first() would take out; the tree is not empty. Good until the next call of insert or
  /// join, even if it is taken out meanwhile.
  [[nodiscard]] Planned first(Tree tree) const {
    const Branch& branch = branches_[tree];
    return {branch.transition, std::span(touches_.from(branch.first_touch), branch.touch_count),
            branch.arrivals_unknown != 0, branch.sketch};
  }
  /// A tree whose first branch is `step` with `then` behind it, before the branches of `others`.
  Tree join(const Step& step, Tree others, Tree then);
  /// Visits the first steps of a tree, with what follows each.
  template <typename Visit>
  void for_each(Tree tree, Visit visit) const {
    for (; tree != kEmpty; tree = branches_[tree].next) {
      visit(first(tree), branches_[tree].then);
    }
  }
  /// From now on a tree may go over from one of the two pools to the other, which may be used on
  /// another thread; there is none in this one yet.
  void share(WakeupTrees& other);
  void drop(Tree& tree) {
    if (tree != kEmpty) drop_all(tree);
  }
  void clear();
  /// For how many branches there is room, in all pools that share it.
  [[nodiscard]] std::size_t room() const { return branches_.room(); }

 private:
  static constexpr std::size_t kLongestRun = 0x7FFF;

  /// Small, for there may be very many, and whoever takes one out has not seen it for long.
  struct Branch {
    kernel::Transition transition;
    Sketch sketch = kUnsketched;
    Tree next = kEmpty;  // sibling
    Tree then = kEmpty;  // first child
    std::uint32_t first_touch = 0;
    std::uint16_t touch_count = 0;
    std::uint16_t run : 15 = 0;  // of the last step of a run: how many steps that has
    std::uint16_t arrivals_unknown : 1 = 0;
  };

  void drop_all(Tree& tree);
  [[nodiscard]] Tree make(std::span<const Planned> steps, Tree then);
  [[nodiscard]] Tree make_run(std::span<const Planned> steps, Tree then);
  void give_back(Tree last);
  /// It is about to be looked at.
  void fetch(Tree tree) const { __builtin_prefetch(branches_.from(tree)); }

  RunPool<Branch> branches_;        // a run: what was made of a sequence
  RunPool<kernel::Touch> touches_;  // a run: those of a run of branches
};

}  // namespace weft::search
