// Wakeup trees share room, and use again what steps leave that were taken out: none may be found
// with what another has written over it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "weft/explorer/search/wakeup_tree.h"

namespace weft::search {
namespace {

using kernel::GoroutineId;
using kernel::Mode;
using kernel::ResourceId;
using kernel::Touch;

/// A step that depends on every other: all write one resource. It has some touches beside.
struct Marked {
  std::uint16_t goroutine = 0;
  std::uint32_t mark = 0;
  std::vector<Touch> touches;

  Marked(std::uint16_t g, std::uint32_t m, std::size_t beside) : goroutine(g), mark(m) {
    touches.push_back({ResourceId{0}, Mode::write});
    for (std::size_t n = 0; n < beside; ++n) touches.push_back({ResourceId{m}, Mode::read});
  }
  [[nodiscard]] Planned planned() const {
    return {.transition = {.goroutine = GoroutineId{goroutine}}, .touches = touches};
  }
};

/// The same tree as the wakeup trees', kept in the plainest way.
struct Model {
  Marked step;
  std::vector<Model> children;
};

void insert(std::vector<Model>& tree, const std::vector<Marked>& sequence) {
  std::vector<Model>* at = &tree;
  for (std::size_t k = 0; k < sequence.size(); ++k) {
    const auto same = std::ranges::find(*at, sequence[k].goroutine,
                                        [](const Model& m) { return m.step.goroutine; });
    if (same == at->end()) {
      for (; k < sequence.size(); ++k) {
        at->push_back({sequence[k], {}});
        at = &at->back().children;
      }
      return;
    }
    if (same->children.empty()) return;
    at = &same->children;
  }
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

TEST(WakeupTreeRoom, WhatIsPlannedStaysWhileOtherThingsComeAndGo) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE(seed);
  std::mt19937 random(seed);
  const kernel::Execution execution;
  WakeupTrees trees;
  struct Both {
    WakeupTrees::Tree tree = WakeupTrees::kEmpty;
    std::vector<Model> model;
  };
  std::vector<Both> all(4);
  std::uint32_t mark = 0;
  for (int n = 0; n < 3000; ++n) {
    Both& one = all[random() % all.size()];
    if (random() % 3 != 0) {
      std::vector<Marked> sequence;
      for (std::size_t k = 1 + random() % 12; k > 0; --k) {
        sequence.emplace_back(static_cast<std::uint16_t>(random() % 4), ++mark, random() % 4);
      }
      Sequence planned;
      for (const Marked& step : sequence) planned.push_back(step.planned());
      trees.insert(one.tree, planned, execution);
      insert(one.model, sequence);
    } else if (!one.model.empty()) {
      Both then;
      (void)trees.take_first(one.tree, then.tree);
      then.model = std::move(one.model.front().children);
      one.model.erase(one.model.begin());
      all.push_back(std::move(then));
    }
    if (all.size() > 12) {
      trees.drop(all.front().tree);
      all.erase(all.begin());
    }
  }
  for (const Both& one : all) expect_equal(trees, one.tree, one.model);
}

TEST(WakeupTreeRoom, ASequenceMayBeLongerThanARun) {
  constexpr std::uint32_t kSteps = 70'000;
  std::vector<Marked> sequence;
  for (std::uint32_t k = 0; k < kSteps; ++k) {
    sequence.emplace_back(static_cast<std::uint16_t>(k % 3), k, 0);
  }
  Sequence planned;
  for (const Marked& step : sequence) planned.push_back(step.planned());
  const kernel::Execution execution;
  WakeupTrees trees;
  WakeupTrees::Tree tree = WakeupTrees::kEmpty;
  trees.insert(tree, planned, execution);
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
