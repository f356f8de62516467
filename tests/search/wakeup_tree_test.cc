#include "weft/explorer/search/wakeup_tree.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "weft/tests/support/marked_write.h"

namespace weft::search {
namespace {

using testing_support::MarkedWrite;
using testing_support::planned;

class Tree {
 public:
  void insert(const std::vector<MarkedWrite>& sequence) {
    Sequence v = planned(sequence);
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
