// Wakeup trees share room, and use again what steps leave that were taken out: none may be found
// with what another has written over it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "weft/explorer/search/wakeup_tree.h"
#include "weft/tests/support/families.h"
#include "weft/tests/support/marked_write.h"

namespace weft::search {
namespace {

using kernel::Touch;
using testing_support::first_seed;
using testing_support::MarkedWrite;
using testing_support::planned;

constexpr std::uint64_t kSeeds = 5;

/// A wakeup tree kept in the plainest way.
struct Model {
  MarkedWrite step;
  std::vector<Model> children = {};
};

void insert(std::vector<Model>& tree, std::vector<MarkedWrite> rest) {
  const kernel::Execution execution;
  std::vector<Model>* at = &tree;
  for (;;) {
    std::size_t place = 0;
    const Sequence sequence = planned(rest);
    const auto same = std::ranges::find_if(*at, [&](const Model& branch) {
      return weak_initial(branch.step.planned(), sequence, execution, place);
    });
    if (same == at->end()) break;
    if (same->children.empty()) return;
    if (place < rest.size()) rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(place));
    at = &same->children;
  }
  for (const MarkedWrite& step : rest) at = &at->emplace_back(Model{step}).children;
}

void expect_equal(const WakeupTrees& trees, WakeupTrees::Tree tree,
                  const std::vector<Model>& model) {
  std::size_t n = 0;
  trees.for_each(tree, [&](const Planned& step, WakeupTrees::Tree then) {
    ASSERT_LT(n, model.size());
    ASSERT_EQ(index(step.transition.goroutine), model[n].step.goroutine);
    ASSERT_TRUE(std::ranges::equal(step.touches, model[n].step.touches, {}, &Touch::resource,
                                   &Touch::resource));
    expect_equal(trees, then, model[n].children);
    ++n;
  });
  ASSERT_EQ(n, model.size());
}

/// Trees that come and go in one pool, and their models.
class Forest {
 public:
  explicit Forest(std::uint64_t seed) : random_(seed) {}

  void plan_something() {
    std::vector<MarkedWrite> sequence;
    for (std::size_t k = 1 + random_() % 12; k > 0; --k) {
      sequence.emplace_back(static_cast<std::uint16_t>(random_() % 6), random_() % 3, ++mark_,
                            random_() % 4);
    }
    Both& one = any();
    Sequence steps = planned(sequence);
    trees_.insert(one.tree, steps, execution_);
    insert(one.model, sequence);
  }
  void begin_a_branch() {
    Both& one = any();
    if (one.model.empty()) return;
    Both then;
    (void)trees_.take_first(one.tree, then.tree);
    then.model = std::move(one.model.front().children);
    one.model.erase(one.model.begin());
    all_.push_back(std::move(then));
    if (all_.size() <= 12) return;
    trees_.drop(all_.front().tree);
    all_.erase(all_.begin());
  }
  void move_to_another_pool() {
    WakeupTrees other;
    for (Both& one : all_) one.tree = other.move_here(trees_, one.tree);
    trees_ = std::move(other);
  }
  void put_a_branch_in_front() {
    Both& one = any();
    Both then;
    const std::vector<MarkedWrite> behind = {MarkedWrite(7, 0, ++mark_, 2)};
    Sequence step = planned(behind);
    trees_.insert(then.tree, step, execution_);
    insert(then.model, behind);
    const MarkedWrite front(6, 1, ++mark_, 3);
    one.tree = trees_.join(Step(front.planned()), one.tree, then.tree);
    one.model.insert(one.model.begin(), Model{front, std::move(then.model)});
  }
  void expect_as_planned() const {
    for (const Both& one : all_) expect_equal(trees_, one.tree, one.model);
  }

 private:
  struct Both {
    WakeupTrees::Tree tree = WakeupTrees::kEmpty;
    std::vector<Model> model;
  };
  Both& any() { return all_[random_() % all_.size()]; }

  std::mt19937_64 random_;
  const kernel::Execution execution_;
  WakeupTrees trees_;
  std::vector<Both> all_ = std::vector<Both>(4);
  std::uint32_t mark_ = 100;
};

TEST(WakeupTreeRoom, WhatIsPlannedStaysWhileOtherThingsComeAndGo) {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Forest forest(seed);
    for (int n = 0; n < 3000; ++n) {
      forest.plan_something();
      if (n % 2 == 0) forest.begin_a_branch();
      if (n % 50 == 0) forest.put_a_branch_in_front();
    }
    forest.expect_as_planned();
  }
}

TEST(WakeupTreeRoom, WhatMovesToAnotherPoolIsTheSameThere) {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Forest forest(seed);
    for (int n = 0; n < 300; ++n) {
      forest.plan_something();
      forest.begin_a_branch();
      if (n % 20 == 0) forest.move_to_another_pool();
    }
    forest.expect_as_planned();
  }
}

TEST(WakeupTreeRoom, ASequenceMayBeLongerThanARun) {
  constexpr std::uint32_t kSteps = 70'000;
  std::vector<MarkedWrite> sequence;
  for (std::uint32_t k = 0; k < kSteps; ++k) {
    sequence.emplace_back(static_cast<std::uint16_t>(k % 3), 0, k, 0);
  }
  Sequence steps = planned(sequence);
  const kernel::Execution execution;
  WakeupTrees trees;
  WakeupTrees::Tree tree = WakeupTrees::kEmpty;
  trees.insert(tree, steps, execution);
  std::uint32_t taken = 0;
  while (tree != WakeupTrees::kEmpty) {
    WakeupTrees::Tree then = WakeupTrees::kEmpty;
    ASSERT_EQ(index(trees.take_first(tree, then).goroutine), taken % 3);
    ASSERT_EQ(tree, WakeupTrees::kEmpty);
    tree = then;
    ++taken;
  }
  EXPECT_EQ(taken, kSteps);
}

}  // namespace
}  // namespace weft::search
