// Optimal dynamic partial-order reduction: one complete execution of every Mazurkiewicz trace.
//
// Source-DPOR's optimal form (Abdulla, Aronis, Jonsson, Sagonas, JACM'17), with sleep sets and
// wakeup trees, carried over from processes with one next step each to goroutines whose operations
// offer several ways and meet each other: see docs/search.md.
#pragma once

#include <cstdint>
#include <vector>

#include "weft/explorer/kernel/strategy.h"
#include "weft/explorer/search/reversals.h"
#include "weft/explorer/search/wakeup_tree.h"

namespace weft::search {

class Dpor final : public kernel::Strategy {
 public:
  kernel::Transition choose(kernel::Open& open) override;
  bool learn(const kernel::Execution& finished) override;
  void restart() override;

  /// Executions given up because all they could lead to is explored elsewhere.
  [[nodiscard]] std::uint64_t blocked() const { return blocked_; }

 private:
  /// What is known at one prefix of the execution in progress.
  struct Node {
    kernel::Transition taken;
    std::size_t first_asleep = 0;                    // into asleep_; ends where the next begins
    WakeupTrees::Tree wakeup = WakeupTrees::kEmpty;  // to explore from here, beside what is taken
    WakeupTrees::Tree then = WakeupTrees::kEmpty;    // what was planned behind `taken`
  };

  void open_node(kernel::Open& open);
  void inherit_sleep(Node& node, const kernel::Execution& so_far);
  bool pick(Node& node, kernel::Open& open);
  void plan(std::size_t position, Sequence& sequence, const kernel::Execution& execution);
  bool backtrack(const kernel::Execution& finished);
  void close_last_node();
  [[nodiscard]] std::size_t end_of_sleep(std::size_t node) const {
    return node + 1 < nodes_.size() ? nodes_[node + 1].first_asleep : asleep_.size();
  }

  std::vector<Node> nodes_;
  std::vector<Step> asleep_;  // of all nodes: explored from there, or from where it commutes to it
  WakeupTrees trees_;
  Reversals reversals_;
  std::size_t analysed_ = 0;  // so many first events are those of the last execution analysed
  std::uint64_t blocked_ = 0;
  bool gave_up_ = false;
};

}  // namespace weft::search
