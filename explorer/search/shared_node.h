// A prefix below which several searches are at work, each in a branch of its own.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "weft/explorer/search/wakeup_tree.h"

namespace weft::search {

/// Everything here is guarded by the mutex that all searches of one tree have in common.
///
/// Two branches are explored at the same time only if they depend on each other: then no trace
/// belongs to both, and neither has anything to tell the other. (Branches that commute must wait
/// for each other: the first one finds sequences that belong below the second.) And they are begun
/// in the order in which one search would explore them: what was found once and left to a branch
/// that comes later is not looked for again, so that branch must not find it asleep.
struct SharedNode {
  struct Started {
    Step step;
    int searches;  ///< so many are somewhere below it; 0: explored
  };

  std::vector<Step> asleep;      ///< what slept here before it was shared
  std::vector<Started> started;  ///< branches explored or being explored by somebody
  WakeupTrees::Tree wakeup = WakeupTrees::kEmpty;  ///< branches nobody has begun
  std::uint64_t version = 1;                       ///< changes with what is known of those started

  /// Whether there is a next branch and it may be begun now.
  [[nodiscard]] bool may_start_one(const WakeupTrees& trees,
                                   const kernel::Execution& execution) const {
    if (wakeup == WakeupTrees::kEmpty) return false;
    const Planned branch = trees.first(wakeup);
    return std::ranges::all_of(started, [&](const Started& s) {
      return s.searches == 0 || dependent(s.step.view(), branch, execution);
    });
  }
};

/// What all searches of one tree have in common.
struct Common {
  std::mutex mutex;   ///< guards this and all shared nodes
  WakeupTrees trees;  ///< of those nodes
};

/// A shared node, and what one search remembers of it: most that is found is refused for that, and
/// nobody has to wait.
struct KnownNode {
  explicit KnownNode(std::shared_ptr<SharedNode> of) : node(std::move(of)) {}

  std::shared_ptr<SharedNode> node;
  std::vector<Step> explored;  ///< or asleep, or being explored
  std::uint64_t version = 0;   ///< of the node, when it was last looked at

  /// Looks at it again, under the mutex. Whether there is any news.
  bool look() {
    if (std::exchange(version, node->version) == node->version) return false;
    explored = node->asleep;
    for (const SharedNode::Started& s : node->started) explored.push_back(s.step);
    return true;
  }
  /// The one of those explored that is this transition, or none.
  [[nodiscard]] Planned find(const kernel::Transition& what) const {
    const auto known = std::ranges::find(explored, what, &Step::transition);
    return known == explored.end() ? Planned{} : known->view();
  }
};

}  // namespace weft::search
