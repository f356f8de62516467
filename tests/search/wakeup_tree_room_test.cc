// Wakeup trees share room, and use again what steps leave that were taken out: none may be found
// with what another has written over it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
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

/// Trees that come and go in pools that share their room, and their models.
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
    trees().insert(one.tree, steps, execution_);
    insert(one.model, sequence);
  }
  void begin_a_branch() {
    Both& one = any();
    if (one.model.empty()) return;
    Both then;
    (void)trees().take_first(one.tree, then.tree);
    then.model = std::move(one.model.front().children);
    one.model.erase(one.model.begin());
    all_.push_back(std::move(then));
    if (all_.size() <= 12) return;
    trees().drop(all_.front().tree);
    all_.erase(all_.begin());
  }
  void go_on_in_another_pool() {
    if (trees_.size() < 3) {
      trees_.push_back(std::make_unique<WakeupTrees>());
      trees_.back()->share(*trees_.front());
    }
    at_work_ = random_() % trees_.size();
  }
  void put_a_branch_in_front() {
    Both& one = any();
    Both then;
    const std::vector<MarkedWrite> behind = {MarkedWrite(7, 0, ++mark_, 2)};
    Sequence step = planned(behind);
    trees().insert(then.tree, step, execution_);
    insert(then.model, behind);
    const MarkedWrite front(6, 1, ++mark_, 3);
    one.tree = trees().join(Step(front.planned()), one.tree, then.tree);
    one.model.insert(one.model.begin(), Model{front, std::move(then.model)});
  }
  void expect_as_planned() const {
    for (const Both& one : all_) expect_equal(*trees_[at_work_], one.tree, one.model);
  }

 private:
  struct Both {
    WakeupTrees::Tree tree = WakeupTrees::kEmpty;
    std::vector<Model> model;
  };
  static std::vector<std::unique_ptr<WakeupTrees>> only_one() {
    std::vector<std::unique_ptr<WakeupTrees>> pools;
    pools.push_back(std::make_unique<WakeupTrees>());
    return pools;
  }
  WakeupTrees& trees() { return *trees_[at_work_]; }
  Both& any() { return all_[random_() % all_.size()]; }

  std::mt19937_64 random_;
  const kernel::Execution execution_;
  std::vector<std::unique_ptr<WakeupTrees>> trees_ = only_one();
  std::size_t at_work_ = 0;
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

/// Each of several pools has its turn with all trees, as each of several searches has.
TEST(WakeupTreeRoom, PoolsThatShareItMayGoOnWithEachOthersTrees) {
  for (std::uint64_t seed = first_seed(); seed < first_seed() + kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Forest forest(seed);
    for (int n = 0; n < 3000; ++n) {
      forest.plan_something();
      if (n % 2 == 0) forest.begin_a_branch();
      if (n % 7 == 0) forest.go_on_in_another_pool();
    }
    forest.expect_as_planned();
  }
}

TEST(WakeupTreeRoom, WhatOnePoolGivesBackIsOfUseToAnother) {
  WakeupTrees mine;
  WakeupTrees others;
  others.share(mine);
  const kernel::Execution execution;
  const std::vector<MarkedWrite> sequence = {MarkedWrite(1, 0, 1, 2), MarkedWrite(2, 1, 2, 2)};
  std::size_t room = 0;
  for (int n = 0; n < 20'000; ++n) {
    Sequence steps = planned(sequence);
    WakeupTrees::Tree tree = WakeupTrees::kEmpty;
    mine.insert(tree, steps, execution);
    others.drop(tree);
    if (n == 10'000) room = mine.room();
  }
  EXPECT_EQ(mine.room(), room);
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
