#include "weft/explorer/search/wakeup_tree.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace weft::search {
namespace {

using kernel::GoroutineId;
using kernel::Mode;
using kernel::ResourceId;
using kernel::Touch;

/// A goroutine's write of one resource, both known by a number.
class Write {
 public:
  Write(std::uint16_t goroutine, std::uint32_t resource)
      : goroutine_{goroutine}, touch_{Touch{ResourceId{resource}, Mode::write}} {}
  [[nodiscard]] Planned planned() const {
    Planned planned{.transition = {.goroutine = goroutine_}, .touches = touch_};
    planned.sketch = sketch(planned);
    return planned;
  }

 private:
  GoroutineId goroutine_;
  std::array<Touch, 1> touch_;
};

class Tree {
 public:
  void insert(const std::vector<Write>& sequence) {
    Sequence v;
    for (const Write& step : sequence) v.push_back(step.planned());
    trees_.insert(tree_, v, execution_);
  }
  /// As in "1(2 3(4))": the goroutines, each with what follows it.
  [[nodiscard]] std::string shown() const { return shown(tree_); }

 private:
  [[nodiscard]] std::string shown(WakeupTrees::Tree tree) const {
    std::string all;
    trees_.for_each(tree, [&](const Planned& step, WakeupTrees::Tree then) {
      all += all.empty() ? "" : " ";
      all += std::to_string(index(step.transition.goroutine));
      if (then != WakeupTrees::kEmpty) all += "(" + shown(then) + ")";
    });
    return all;
  }

  kernel::Execution execution_;
  WakeupTrees trees_;
  WakeupTrees::Tree tree_ = WakeupTrees::kEmpty;
};

TEST(WakeupTree, KeepsASequenceInItsOrder) {
  Tree tree;
  tree.insert({{1, 7}, {2, 7}, {3, 7}});
  EXPECT_EQ(tree.shown(), "1(2(3))");
}

TEST(WakeupTree, HasABranchForEachOrderOfDependentSteps) {
  Tree tree;
  tree.insert({{1, 7}, {2, 7}});
  tree.insert({{2, 7}, {1, 7}});
  EXPECT_EQ(tree.shown(), "1(2) 2(1)");
}

TEST(WakeupTree, LeavesOutWhatALeafLeadsToAlready) {
  Tree tree;
  tree.insert({{1, 7}});
  tree.insert({{2, 8}, {3, 9}});
  EXPECT_EQ(tree.shown(), "1");
}

TEST(WakeupTree, GoesDownABranchThatTheSequenceBeginsWith) {
  Tree tree;
  tree.insert({{1, 7}, {2, 7}});
  tree.insert({{1, 7}, {3, 7}});
  EXPECT_EQ(tree.shown(), "1(2 3)");
}

TEST(WakeupTree, TakesOutAStepThatCouldHaveBeenTheFirst) {
  Tree tree;
  tree.insert({{1, 7}, {2, 8}});
  tree.insert({{3, 8}, {1, 7}, {4, 8}});
  EXPECT_EQ(tree.shown(), "1(2 3(4))");
}

TEST(WakeupTree, TakesOutSeveralThatCouldHaveBeenTheFirst) {
  Tree tree;
  tree.insert({{1, 7}, {2, 8}, {5, 9}});
  tree.insert({{3, 9}, {1, 7}, {2, 8}, {4, 9}});
  EXPECT_EQ(tree.shown(), "1(2(5 3(4)))");
}

TEST(WakeupTree, GoesDownABranchThatIsIndependentOfTheWholeSequence) {
  Tree tree;
  tree.insert({{1, 7}, {2, 8}});
  tree.insert({{3, 8}});
  EXPECT_EQ(tree.shown(), "1(2 3)");
}

TEST(WakeupTree, DoesNotTakeOutAStepBehindOneItDependsOn) {
  Tree tree;
  tree.insert({{1, 7}, {2, 8}});
  tree.insert({{3, 7}, {1, 7}});
  EXPECT_EQ(tree.shown(), "1(2) 3(1)");
}

}  // namespace
}  // namespace weft::search
